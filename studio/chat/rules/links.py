"""Addresses of web pages, also badly hidden ones."""

import re

from studio.chat.rules.seen_message import SeenMessage
from studio.core.moderation import LinksRule

# The commonest endings of domains; a word, a dot and any two letters would catch "ok.so".
_ENDINGS = (
    "com|net|org|info|biz|io|gg|tv|me|co|cc|cn|ru|de|fr|es|uk|jp|kr|us|xyz|top|site|shop|store|"
    "online|live|club|vip|link|click|app|dev|ly|to|gl|be|ai|in|br|mx|win|fun|icu|pro|su|page|blog|"
    "website|tech|space|cloud|world|today|email|wang|ltd|group|work|example"
)
_LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"]+|"
    rf"(?<![\w@.])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+(?:{_ENDINGS})(?![a-z0-9])(?:/\S*)?",
    re.IGNORECASE,
)
_HIDDEN_DOT = re.compile(r"\s*[\[({]\s*(?:dot|\.|点)\s*[\])}]\s*|\s+(?:dot|点)\s+", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)


def links_in(text: str) -> list[str]:
    """Every address in it."""
    opened = _HIDDEN_DOT.sub(".", text).replace("。", ".")
    return [match.group() for match in _LINK.finditer(opened)]


def hosts_in(text: str) -> list[str]:
    """The name of the machine of every address in it, as a rule can allow it."""
    return [name for link in links_in(text) if (name := _host_of(link).removeprefix("www."))]


def found_links(rule: LinksRule, message: SeenMessage) -> tuple[str, str] | None:
    """Why it fires and on which address; None when all are allowed."""
    for link in links_in(message.text):
        name = _host_of(link)
        if not any(_is_under(name, allowed.casefold()) for allowed in rule.allowed):
            return "it has a link", link[:80]
    return None


def _host_of(link: str) -> str:
    host = _HOST.match(link)
    return host.group(1).casefold().rstrip(".") if host else ""


def _is_under(name: str, allowed: str) -> bool:
    domain = allowed.removeprefix("*.").removeprefix("www.")
    return name == domain or name.endswith(f".{domain}")
