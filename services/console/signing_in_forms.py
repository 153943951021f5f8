"""Forms that another site cannot send in somebody's name: each carries what only this browser was told."""

import hashlib
import hmac
from typing import Any, Final
from urllib.parse import parse_qsl

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from services.access.sessions import LONGEST
from services.console.rendering import page
from services.console.signing_in_cookies import keep_visit, new_visit, session_of, visit_of
from services.kit.problem_details import Problem
from services.workflow.http.bodies import read_body

TYPE: Final = "application/x-www-form-urlencoded"
_MOST_BYTES: Final = 8_192
_MOST_FIELDS: Final = 20
_FIELD: Final = "form"
_SAME: Final = frozenset({"same-origin", "none"})


class FormRefused(Exception):
    """The form is too old, not ours, or not from this browser."""


class Forms:
    """Gives out forms and reads them; any process reads what another gave out."""

    def __init__(self, secret: bytes) -> None:
        self._signer = URLSafeTimedSerializer(
            secret, salt="form", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page with a form, bound to this browser and to who is signed in there."""
        visit = visit_of(request) or new_visit()
        token = self._signer.dumps(_bound(visit, session_of(request)))
        response = page(request, template, status, form=token, **values)
        keep_visit(request, response, visit)
        return response

    async def read(self, request: Request) -> dict[str, str]:
        """The fields of a form that this browser was given. Raises FormRefused."""
        if request.headers.get("sec-fetch-site", "same-origin") not in _SAME:
            raise FormRefused("sec-fetch-site")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != TYPE:
            raise FormRefused("content-type")
        try:
            raw = (await read_body(request, _MOST_BYTES)).decode("utf-8")
            fields = dict(parse_qsl(raw, errors="strict", max_num_fields=_MOST_FIELDS))
            told = self._signer.loads(fields.pop(_FIELD, ""), max_age=int(LONGEST.total_seconds()))
        except (Problem, ValueError, BadData) as error:
            raise FormRefused(type(error).__name__) from None
        visit = visit_of(request)
        if not visit or not hmac.compare_digest(str(told), _bound(visit, session_of(request))):
            raise FormRefused("browser")
        if any("\0" in value for value in fields.values()):
            raise FormRefused("text")
        return fields


def _bound(visit: str, session: str) -> str:
    return hashlib.sha256(f"{visit} {session}".encode()).hexdigest()
