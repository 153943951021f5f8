"""Files on record by HTTP: told, listed and sent."""

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from services.kit.problem_details import NOT_FOUND, Problem
from services.partners.files.access import Known
from services.partners.files.media import kind_named
from services.partners.files.names import disposition, safe_name
from services.partners.files.ranges import wanted_range
from services.partners.files.serving import (
    FileServices,
    answer,
    file_in_path,
    told_when_unavailable,
)
from services.partners.files.told import evidence_told
from services.workflow.http.answers import dispute_in_path, in_language, json_response
from services.workflow.http.headers import language, require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.query_values import require_known


class FileReads:
    """The endpoints that change nothing."""

    def __init__(self, services: FileServices) -> None:
        self._services = services

    @told_when_unavailable
    async def get_file(self, request: Request) -> Response:
        """What is known of a file: of an upload of your own, or of evidence that you may know of."""
        require_json_taken(request.headers)
        require_known(request)
        known = await self._known(request)
        return await answer(self._services, request, known)

    @told_when_unavailable
    async def get_file_content(self, request: Request) -> Response:
        """The bytes of a file on record, whole or a range of them."""
        require_known(request)
        caller = caller_of(request)
        known = await self._known(request)
        self._services.access.require_content(caller, known.dispute)
        file = known.filed.file if known.filed else None
        if known.filed is None or file is None:
            raise Problem(NOT_FOUND, zh="文件尚未提交完成", en="the file is not on record yet")
        content = await self._services.contents.find(known.upload.dispute, file.sha256)
        if content is None:
            raise Problem(NOT_FOUND, zh="文件已销毁", en="the file was erased")
        (title,) = await self._services.access.titles(caller, known.dispute, [known.filed])
        asked = wanted_range(request.headers.get("range"), content.size)
        first, last = asked or (0, content.size - 1)
        name = safe_name(title or f"{known.filed.no:03}", kind_named(content.media_type))
        headers = {
            "Content-Disposition": disposition(name),
            "Content-Length": str(last - first + 1),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
            "Accept-Ranges": "bytes",
            "ETag": f'"{file.sha256}"',
        }
        if asked:
            headers["Content-Range"] = f"bytes {first}-{last}/{content.size}"
        return StreamingResponse(
            self._services.contents.read(content, first, last),
            206 if asked else 200,
            headers,
            content.media_type,
        )

    @told_when_unavailable
    async def list_files(self, request: Request) -> Response:
        """The evidence of a dispute that you may know of, in the order it was filed."""
        require_json_taken(request.headers)
        require_known(request)
        caller = caller_of(request)
        dispute, evidence = await self._services.access.evidence(caller, dispute_in_path(request))
        titles = await self._services.access.titles(caller, dispute, evidence)
        told = [evidence_told(e, title) for e, title in zip(evidence, titles, strict=True)]
        return json_response(told, headers=in_language(language(request.headers)))

    async def _known(self, request: Request) -> Known:
        known = await self._services.access.file(caller_of(request), file_in_path(request))
        # The address does not name it, and the record of reads is kept by dispute.
        request.scope["path_params"]["dispute"] = str(known.upload.dispute)
        return known
