"""Indicators from a command line: list, show, verdicts, compute."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from charts.words.support import talk_briefly
from data import formula_escape
from data.extracts.engines import BACKENDS, started
from data.loading import bundle, publish
from data.people import People
from data.people.step_changes import standing
from data.periods import today
from data.problems import UnreadableFileError, errors, summary
from data.storage.errors import engine_faults
from data.storage.versions import Store, StoreError, location
from indicators import catalogue
from indicators.core.board.board import board
from indicators.core.board.verdict_table import as_records, until, verdict_table
from indicators.core.measures.engine import ABOUT
from indicators.core.measures.fingerprints import software
from indicators.core.measures.from_extracts import counted
from indicators.core.measures.measures import LOCAL, is_local, measures, measures_as_at, of_area
from indicators.core.measures.refresh import recompute, recompute_all
from indicators.core.model import Indicator
from indicators.core.strategy.localising import localised
from indicators.core.strategy.model import Strategy
from indicators.core.strategy.reading import chosen, strategies

PLAIN = [
    "area",
    "role",
    "period_start",
    "period_end",
    "dimension",
    "category",
    "value",
    "lower95",
    "upper95",
    "source",
    "release",
    "release_precision",
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 where it was done, 2 where what was asked for is not there."""
    options = _parser().parse_args(arguments)
    store = Store(location(options.store))
    try:
        with engine_faults("The store could not be read or written"):
            if message := bundle.ensure(store, recompute, software()):
                print(message, file=sys.stderr)
            options.command(store, options)
            sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - whoever read us has heard enough
    except (StoreError, UnreadableFileError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m indicators", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--store", metavar="DIR", type=Path, help="the store's folder (default: data/store)")
    shared.add_argument("--strategy", metavar="ID", help="whose indicators (default: DASHBOARD_STRATEGY, or the first)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    listing = commands.add_parser("list", parents=[shared], help="every indicator, with what it has for the place")
    listing.add_argument("--format", choices=("text", "csv", "json"), default="text")
    listing.set_defaults(command=_list)

    show = commands.add_parser("show", parents=[shared], help="the measures of one indicator")
    show.add_argument("id", metavar="ID")
    show.add_argument("--area", default=LOCAL, help=f"a code, or {LOCAL} (default); all for every area")
    show.add_argument("--version", type=int, help="as this version had it")
    show.add_argument("--as-at", type=date.fromisoformat, metavar="DATE", help="as had been published by this day")
    show.add_argument("--format", choices=("text", "csv", "json"), default="text")
    show.set_defaults(command=_show)

    verdicts = commands.add_parser("verdicts", parents=[shared], help="what each indicator is judged to be, in codes")
    verdicts.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="as if figures ended with this day")
    verdicts.add_argument("--version", type=int, help="as this version had it")
    verdicts.add_argument("--format", choices=("csv", "json"), default="csv")
    verdicts.set_defaults(command=_verdicts)

    compute = commands.add_parser(
        "compute",
        parents=[shared],
        help="compute every measure again, as a new version; or figures of extracts, as CSV",
    )
    compute.add_argument(
        "--extracts", metavar="FOLDER", type=Path, help="a folder with Parquet files of each table of records"
    )
    compute.add_argument("--backend", default="duckdb", metavar="NAME", help=f"what counts them: {BACKENDS}")
    compute.set_defaults(command=_compute)
    return parser


def _list(store: Store, options: argparse.Namespace) -> None:
    all_measures = measures(store)
    rows = []
    strategy = chosen(strategies(), options.strategy)
    for name, indicator in localised(catalogue(), strategy).items():
        link = strategy.link(name)
        places = {place.code for place in indicator.places}
        local_figures = all_measures[
            (all_measures["indicator"] == name) & all_measures["area"].isin(places) & all_measures["value"].notna()
        ]
        rows.append(
            {
                "id": name,
                "title": indicator.title,
                "kind": str(indicator.kind),
                "polarity": str(indicator.polarity),
                "outcomes": " ".join(link.outcomes),
                "priorities": " ".join(link.priorities),
                "local_figures": len(local_figures),
                "latest": local_figures["period_end"].max().date().isoformat() if len(local_figures) else "",
            }
        )
    _print(pd.DataFrame(rows), options.format)


def _show(store: Store, options: argparse.Namespace) -> None:
    strategy = chosen(strategies(), options.strategy)
    indicator = localised(catalogue(), strategy).get(options.id) or catalogue().get(options.id)
    if indicator is None:
        raise ValueError(f"There is no indicator {options.id!r}. See: python -m indicators list")
    figures = (
        measures_as_at(store, options.id, indicator, options.as_at, options.version)
        if options.as_at
        else measures(store, options.id, options.version)
    )
    everywhere = figures
    if options.area != "all":
        figures = of_area(figures, store.read(), options.area, indicator)
    if about := int((figures["release_precision"] == ABOUT).sum()) if options.as_at else 0:
        print(
            f"{about} of {len(figures)} release days are estimates: the end of the period and {indicator.lag_months} months. "
            "They are marked about.",
            file=sys.stderr,
        )
    if figures.empty:
        print(_why_nothing(everywhere, options, indicator), file=sys.stderr)
        figures = everywhere.iloc[:0]
    if support_text := support(indicator, strategy):
        print(support_text, file=sys.stderr)
    _print(figures[PLAIN] if options.format == "text" else figures, options.format)


def _why_nothing(everywhere: pd.DataFrame, options: argparse.Namespace, indicator: Indicator) -> str:
    """Nothing for the area asked about, nothing published by the day, or nothing at all."""
    codes = sorted({place.code for place in indicator.places})
    if options.area != "all" and not is_local(options.area) and everywhere["area"].isin(codes).any():
        return f"No figure for {options.area}. The place has figures under {', '.join(codes)} here: use --area {LOCAL}."
    if options.as_at:
        return (
            f"No figure is known to have been published by {options.as_at}. Where a release is not dated, the end of its "
            f"period and the {indicator.lag_months} months that its publisher usually needs stand for it."
        )
    return f"No figure. {indicator.needs}"


def _verdicts(store: Store, options: argparse.Namespace) -> None:
    strategy, version = chosen(strategies(), options.strategy), options.version or store.version
    if not 1 <= version <= store.version:
        raise ValueError(f"There is no version {version}. The versions are 1 to {store.version}.")
    judged = board(store, strategy, version, today(), standing(People(store.folder)))
    rows = verdict_table(until(judged, options.until) if options.until else judged)
    if options.format == "json":
        json.dump(list(as_records(rows)), sys.stdout, indent=2)
        print()
    else:
        sys.stdout.write(formula_escape.frame(rows, line_end="\n"))


def support(indicator: Indicator, strategy: Strategy) -> str:
    """Whom to talk to, where the figures are about suicide or self-harm."""
    return f"About {indicator.sensitivity}. {talk_briefly(strategy)}" if indicator.sensitive else ""


def _print(rows: pd.DataFrame, form: str) -> None:
    if form == "csv":
        sys.stdout.write(formula_escape.frame(rows, line_end="\n"))
    elif form == "json":
        json.dump(json.loads(rows.to_json(orient="records", date_format="iso")), sys.stdout, indent=2)
        print()
    else:
        print(rows.to_string(index=False, na_rep="") if len(rows) else "")


def _compute(store: Store, options: argparse.Namespace) -> None:
    if options.extracts:
        _compute_extracts(store, options)
        return
    if options.backend != "duckdb":
        raise ValueError("Only extracts are counted elsewhere: say where they are by --extracts FOLDER.")
    with store.next_version() as draft:
        recompute_all(draft.connection, draft.number)
        publish.record(draft.connection, draft.number, "recompute", "", "Every measure computed again")
    print(f"Version {draft.number} is in force.", file=sys.stderr)


def _compute_extracts(store: Store, options: argparse.Namespace) -> None:
    """Figures of extracts where they lie, as CSV that can be loaded; of one strategy's indicators where it is named."""
    all_strategies = strategies()
    wanted, whose = catalogue(), [*all_strategies.values()]
    if options.strategy:
        whose = [chosen(all_strategies, options.strategy)]
        wanted = {name: indicator for name, indicator in wanted.items() if name in localised(wanted, whose[0])}
    with started(options.backend) as engine:
        figures, problems = counted(engine, options.extracts, store.read(), store.version, wanted, whose)
    for line in summary(problems):
        print(line, file=sys.stderr)
    if errors(problems):
        raise ValueError("Nothing was counted: correct the extracts first.")
    if figures.empty:
        raise ValueError("No figure follows from these extracts: no indicator reads them, or no period is complete.")
    sys.stdout.write(formula_escape.frame(figures, line_end="\n"))


if __name__ == "__main__":
    sys.exit(main())
