"""The page that asks for the token: plain HTML, no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from levier.view.workbench.words import say

if TYPE_CHECKING:
    from levier.view.words import Language

__all__ = ["login_page"]

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Levier</title>
<link rel="stylesheet" href="/style/report.css">
<link rel="stylesheet" href="/assets/workbench.css">
</head>
<body class="login">
<main>
<h1>Levier</h1>
<form method="post" autocomplete="off">
<label for="token">{token}</label>
<input id="token" name="token" type="password" required autofocus>
<button type="submit">{sign_in}</button>
</form>
<p role="alert">{wrong}</p>
</main>
</body>
</html>"""


def login_page(wrong: str, status: int = 200) -> Response:
    """Return the page; ``wrong`` is the key of what went wrong, or blank."""
    language: Language = "fr" if request.accept_languages.best_match(["en", "fr"]) == "fr" else "en"
    text = PAGE.format(
        language=language,
        token=say("token", language),
        sign_in=say("sign_in", language),
        wrong=say(wrong, language) if wrong else "",
    )
    return Response(text, status=status, mimetype="text/html")
