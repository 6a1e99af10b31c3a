"""Many small cases as one test: setting up a test for each of them would take longer than the cases themselves."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def each(argument: str, values: Iterable[Any], name: Callable[[Any], str] = str) -> Callable[[Test], Test]:
    """Run a test once for every value of an argument, as one test that reports every value that fails, by its name.

    All cases share the test's fixtures, so this is for cases that change nothing.  Raises ``ValueError`` where there
    are no values: such a test would assert nothing.
    """
    cases = list(values)
    if not cases:
        raise ValueError(f"There is no value for {argument}.")

    def folded(test: Test) -> Test:
        @functools.wraps(test)
        def run(**fixtures: Any) -> None:
            failed: dict[str, Exception] = {}
            for case in cases:
                try:
                    test(**fixtures, **{argument: case})
                except Exception as failure:
                    failure.add_note(f"{argument}: {name(case)}")
                    failed[name(case)] = failure
            if failed:
                message = f"{len(failed)} of {len(cases)} cases failed: {', '.join(failed)}"
                raise ExceptionGroup(message, list(failed.values()))

        signature = inspect.signature(test)
        rest = [parameter for parameter in signature.parameters.values() if parameter.name != argument]
        run.__signature__ = signature.replace(parameters=rest)  # type: ignore[attr-defined]
        return run

    return folded
