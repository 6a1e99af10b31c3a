"""What to say where somebody presses "Sign in" and the provider does not answer, or does not know this dashboard."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = "/auth/login"
PAGE = Markup("""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nobody can sign in just now</title>
<style>body { font: 1.1rem/1.5 sans-serif; margin: 3rem auto; max-width: 38rem; padding: 0 1rem; }</style></head>
<body><main><h1>Nobody can sign in just now.</h1>
<p>The service that you sign in with does not answer, or does not know this dashboard. Nothing of yours is lost.</p>
<p><a href="../">Go back and try again</a>. If it stays like this, tell whoever runs the dashboard: the log says why.</p>
</main></body></html>""")


def with_explanation(app: ASGIApp) -> ASGIApp:
    """The application with a page of ours in place of its answer, where that is a fault."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        failed = False

        async def watched(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start" and message["status"] >= 400:
                failed = True
                await HTMLResponse(PAGE, 503, {"cache-control": "no-store"})(scope, receive, send)
            elif not failed:
                await send(message)

        await app(scope, receive, watched)

    return answer
