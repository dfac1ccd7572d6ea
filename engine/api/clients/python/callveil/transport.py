"""How a client of the operator API speaks to it: one request, its answer, its errors, and when it asks again.

It needs nothing but the standard library and logs nothing, and no error it raises has the token, an address or what was
sent.
"""

from __future__ import annotations

import dataclasses
import http.client
import io
import json
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO, Callable, Iterator, Mapping, Optional, TypeVar

T = TypeVar("T")


class Unset:
    """The type of ``UNSET``."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET = Unset()
"""A field that is left out; ``None`` is JSON's ``null``, which takes a value away where the API allows it."""


@dataclasses.dataclass(frozen=True)
class FieldFault:
    field: str
    """JSON pointer into the body, or ``query/name``."""
    message: str


class CallveilError(Exception):
    """What every error of a client is."""


class CallveilProblem(CallveilError):
    """The service has said no: an RFC 9457 problem. Match on ``code``; ``detail`` is for people."""

    def __init__(self, status: int, problem: Mapping[str, Any], retry_after_seconds: Optional[float]) -> None:
        self.status = status
        self.code: str = str(problem.get("code", f"http-{status}"))
        """``not-found``; ``http-502`` where something in between has answered."""
        self.title: str = str(problem.get("title", f"HTTP {status}"))
        self.detail: str = str(problem.get("detail", ""))
        self.errors: list[FieldFault] = [
            FieldFault(str(one.get("field", "")), str(one.get("message", "")))
            for one in problem.get("errors") or []
        ]
        self.retry_after_seconds = retry_after_seconds
        """What Retry-After says."""
        super().__init__(f"{status} {self.code}: {self.detail or self.title}")


class CallveilFailure(CallveilError):
    """There is no answer, or none that can be understood. Whether the service has done what it was asked is not known."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        """``timeout``, ``connection`` or ``answer``."""
        super().__init__(message)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token to another place."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Transport:
    def __init__(
        self, url: str, token: str, *, timeout: float, retries: int, context: Optional[ssl.SSLContext]
    ) -> None:
        if not re.fullmatch(r"https?://[^/?#@\s]+(/[^?#\s]*)?", url):
            raise ValueError("url: expected one like http://127.0.0.1:8081")
        # What is refused later, deep in the HTTP library, is repeated in its message.
        if not re.fullmatch(r"[\x21-\x7e]+", token):
            raise ValueError("token: expected visible ASCII without spaces")
        self._base = url.rstrip("/")
        self._token = token
        self._timeout = timeout
        self._retries = retries
        self._opener = urllib.request.build_opener(_NoRedirects, urllib.request.HTTPSHandler(context=context))

    def json(self, method: str, path: str, *, read: Callable[[Any], T], **ask: Any) -> T:
        with self._try(method, path, **ask) as answer:
            text = _read(answer)
        try:
            return read(json.loads(text))
        except (AttributeError, KeyError, TypeError, ValueError):
            # What these say may have what was answered.
            failure = CallveilFailure("answer", "expected the JSON of this operation, found something else")
        raise failure

    def nothing(self, method: str, path: str, **ask: Any) -> None:
        with self._try(method, path, **ask) as answer:
            _read(answer)

    def bytes(self, method: str, path: str, **ask: Any) -> BinaryIO:
        """A file to be read and closed; reading raises ``CallveilFailure`` where the connection breaks off."""
        return io.BufferedReader(_Content(self._try(method, path, **ask)))

    def _try(self, method: str, path: str, *, repeatable: bool, wait: Any = UNSET, **ask: Any) -> Any:
        timeout = self._timeout + (wait if isinstance(wait, int) else 0)
        left = self._retries if repeatable else 0
        while True:
            try:
                return self._once(method, path, timeout, **ask)
            except CallveilProblem as problem:
                seconds = problem.retry_after_seconds
                if left <= 0 or problem.status not in (429, 503) or seconds is None or seconds > timeout:
                    raise
                left -= 1
                time.sleep(seconds)

    def _once(
        self,
        method: str,
        path: str,
        timeout: float,
        query: Optional[Mapping[str, Any]] = None,
        body: Optional[Mapping[str, Any]] = None,
        content: Optional[tuple[str, bytes]] = None,
    ) -> Any:
        fields = {key: _word(value) for key, value in (query or {}).items() if value is not UNSET}
        address = self._base + path + ("?" + urllib.parse.urlencode(fields) if fields else "")
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json, */*"}
        data = None
        if content is not None:
            headers["Content-Type"], data = content
        elif body is not None:
            headers["Content-Type"], data = "application/json", json.dumps(plain(body)).encode()
        request = urllib.request.Request(address, data=data, headers=headers, method=method)
        # What the library says may have the address: no error of it is kept as the cause.
        try:
            return self._opener.open(request, timeout=timeout)
        except urllib.error.HTTPError as error:
            with error:
                problem = _problem_of(error)
        except (OSError, http.client.HTTPException) as error:
            problem = _failure_of(error)
        raise problem from None


class _Content(io.RawIOBase):
    """What is answered, whole: the library's own file ends quietly where the connection breaks off."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self._answer = answer

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            count = self._answer.readinto(buffer)
            if count > 0 or not self._answer.length:
                return count
            failure = CallveilFailure("connection", "the connection broke off")
        except (OSError, http.client.HTTPException) as error:
            failure = _failure_of(error)
        raise failure

    def close(self) -> None:
        self._answer.close()
        super().close()


def _read(answer: Any) -> bytes:
    try:
        return bytes(answer.read())
    except (OSError, http.client.HTTPException) as error:
        failure = _failure_of(error)
    raise failure from None


def _failure_of(error: Exception) -> CallveilFailure:
    because = getattr(error, "reason", error)
    if isinstance(because, TimeoutError):
        return CallveilFailure("timeout", "no answer in time")
    return CallveilFailure("connection", "the connection failed")


def _problem_of(error: urllib.error.HTTPError) -> CallveilError:
    problem: Any = {}
    if error.headers.get_content_type() == "application/problem+json":
        try:
            problem = json.loads(_read(error))
        except ValueError:
            pass  # The status says enough.
    seconds = _seconds_of(error.headers.get("Retry-After"))
    return CallveilProblem(error.code, problem if isinstance(problem, dict) else {}, seconds)


def _seconds_of(text: Optional[str]) -> Optional[float]:
    """RFC 9110 10.2.3: seconds, or a date."""
    if text is None:
        return None
    if re.fullmatch("[0-9]{1,9}", text):
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(timezone.utc)).total_seconds())
    except (TypeError, ValueError):
        return None


def part(value: str) -> str:
    """One part of a path."""
    # A URL takes these as steps, even if they are escaped.
    if value in ("", ".", ".."):
        raise ValueError("expected an id, found none")
    return urllib.parse.quote(value, safe="")


def plain(value: Any) -> Any:
    """A request as JSON has it."""
    if isinstance(value, datetime):
        return _word(value)
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items() if one is not UNSET}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return plain(value.to_json())  # type: ignore[union-attr]
    return value


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("expected a time with its zone, found one without")
        return value.isoformat()
    return str(value)


def listed(read: Callable[[Any], T], value: Any) -> list[T]:
    return [read(one) for one in value or []]


def mapped(read: Callable[[Any], T], value: Any) -> Optional[dict[str, T]]:
    return None if value is None else {key: read(one) for key, one in value.items()}


def maybe(read: Callable[[Any], T], value: Any) -> Optional[T]:
    return None if value is None else read(value)


def read_time(value: str) -> datetime:
    return datetime.fromisoformat(value.replace("Z", "+00:00"))


def same(value: Any) -> Any:
    return value


def pages_by_next(page: Callable[[Any], Any], after: Any) -> Iterator[Any]:
    """Items of all pages. Ends with a page that has no ``next``, or whose ``next`` is its own place.

    One without items may be in the middle.
    """
    while True:
        answer = page(after)
        yield from answer.items
        if answer.next is None or answer.next == after:
            return
        after = answer.next


def pages_by_index(page: Callable[[int], Any], first: Any, size: Any, usual_size: int) -> Iterator[Any]:
    """The same where pages are counted. Ends with a page that is not full."""
    index = first if isinstance(first, int) else 1
    while True:
        items = page(index).items
        yield from items
        if len(items) < (size if isinstance(size, int) else usual_size):
            return
        index += 1
