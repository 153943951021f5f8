"""Files come in part by part, are checked, put on record once, and open only to who may see them."""

import asyncio
import hashlib
from uuid import UUID, uuid4

from services.partners.files.sealing import CHUNK
from services.partners.profiles.partner import PartnerKind
from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.partners import partner
from tests.support.uploads import MIB, declared, filed, offset_of, packed, pdf, send, uploaded


async def test_a_file_is_uploaded_in_parts_and_goes_on_where_it_stopped(api: Api) -> None:
    dispute, content = await api.in_mediation(), pdf(2 * MIB + 777)
    answer = await api.post(f"{dispute}/files", declared(content, name="工资 条.pdf"))
    path = answer.headers["Location"]
    assert answer.json()["state"] == "receiving"
    first = await send(api, path, 0, content[: CHUNK + 5])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(CHUNK + 5))

    elsewhere = await send(api, path, 0, content)
    assert (elsewhere.status_code, elsewhere.headers["Upload-Offset"]) == (409, str(CHUNK + 5))
    early = await api.post(f"{path}/completion")
    assert (early.status_code, early.json()["data"]["received"]) == (409, CHUNK + 5)
    stands = await offset_of(api, path)
    assert (stands.status_code, stands.headers["Upload-Complete"]) == (204, "?0")

    rest = await send(api, path, int(stands.headers["Upload-Offset"]), content[CHUNK + 5 :])
    assert rest.headers["Upload-Complete"] == "?1"
    told = (await api.post(f"{path}/completion")).json()
    assert (told["state"], told["evidence"], told["scan"]) == ("filed", 1, "none")
    assert (told["media_type"], told["name"]) == ("application/pdf", "工资 条.pdf")

    whole = await api.get(f"{path}/content")
    assert whole.content == content
    assert whole.headers["Cache-Control"] == "private, no-store"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        "filename*=UTF-8''%E5%B7%A5%E8%B5%84%20%E6%9D%A1.pdf"
        in whole.headers["Content-Disposition"]
    )


async def test_a_range_is_sent_alone_also_over_the_border_of_two_chunks(api: Api) -> None:
    content = pdf(2 * MIB)
    path = await filed(api, await api.in_mediation(), content)
    for asked, first, last in (
        (f"bytes={CHUNK - 3}-{CHUNK + 3}", CHUNK - 3, CHUNK + 3),
        ("bytes=-10", len(content) - 10, len(content) - 1),
        (f"bytes={len(content) - 4}-", len(content) - 4, len(content) - 1),
    ):
        part = await api.get(f"{path}/content", Range=asked)
        assert (part.status_code, part.content) == (206, content[first : last + 1])
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    beyond = await api.get(f"{path}/content", Range=f"bytes={len(content)}-")
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(content)}")


async def test_completing_twice_and_at_once_puts_it_on_record_once(api: Api) -> None:
    dispute, content = await api.in_mediation(), pdf()
    path = await uploaded(api, dispute, content)
    answers = await asyncio.gather(*(api.post(f"{path}/completion") for _ in range(3)))
    assert {answer.status_code for answer in answers} == {200}
    assert [one["evidence"] for one in (await api.get(f"{dispute}/files")).json()] == [1]
    again = await api.post(f"{dispute}/files", declared(content, name="又一次.pdf"))
    assert (again.status_code, again.json()["code"]) == (409, "evidence_filed_already")


async def test_declaring_again_under_the_same_key_gives_the_same_upload(api: Api) -> None:
    dispute, content, key = await api.in_mediation(), pdf(), str(uuid4())
    first = await api.post(f"{dispute}/files", declared(content), key=key)
    again = await api.post(f"{dispute}/files", declared(content), key=key)
    assert first.headers["Location"] == again.headers["Location"]
    other = await api.post(f"{dispute}/files", declared(pdf()), key=key)
    assert other.status_code == 422


async def test_more_bytes_than_declared_are_refused_and_those_declared_kept(api: Api) -> None:
    content = pdf()
    answer = await api.post(f"{await api.in_mediation()}/files", declared(content))
    path = answer.headers["Location"]
    more = await send(api, path, 0, content + b"x")
    assert more.status_code == 413
    assert (await offset_of(api, path)).headers["Upload-Offset"] == str(len(content))


async def test_a_wrong_hash_and_an_unknown_type_are_told_and_nothing_is_on_record(api: Api) -> None:
    dispute, content = await api.in_mediation(), pdf()
    wrong = await uploaded(api, dispute, content, sha256=hashlib.sha256(b"other").hexdigest())
    program = await uploaded(api, dispute, b"MZ\x90\0" + b"\0" * 80, name="工资条.pdf")
    macros = packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
    with_macros = await uploaded(api, dispute, macros, name="合同.docx")
    for path, code in (
        (wrong, "hash_mismatch"),
        (program, "type_not_taken"),
        (with_macros, "type_not_taken"),
    ):
        answer = await api.post(f"{path}/completion")
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        told = (await api.get(path)).json()
        assert (told["state"], told["fault"]["code"]) == ("failed", code)
    assert (await api.get(f"{dispute}/files")).json() == []


async def test_a_name_that_says_something_else_is_remarked_on(api: Api) -> None:
    dispute = await api.in_mediation()
    path = await uploaded(api, dispute, pdf(), name="工资条.exe.jpg")
    told = (await api.post(f"{path}/completion")).json()
    assert [r["code"] for r in told["remarks"]] == ["name_does_not_match", "double_extension"]
    sent = (await api.get(f"{path}/content")).headers["Content-Disposition"]
    assert sent.endswith(".exe.jpg.pdf")
    bad = await api.post(f"{dispute}/files", declared(pdf(), name="../x.pdf"))
    assert (bad.status_code, bad.json()["errors"][0]["pointer"]) == (422, "#/name")


async def test_what_could_not_be_put_on_record_is_refused_before_a_byte_is_sent(api: Api) -> None:
    dispute, content = await api.in_mediation(), pdf()
    stranger = await api.post(f"{dispute}/files", declared(content, party=9))
    assert (stranger.status_code, stranger.json()["code"]) == (409, "unknown_party")
    supervisor = await api.post(f"{dispute}/files", declared(content), role=Role.SUPERVISOR)
    assert supervisor.status_code == 403
    bureau = await api.post(f"{dispute}/files", declared(content), role=Role.PARTNER_BUREAU)
    assert bureau.status_code == 404
    huge = await api.post(f"{dispute}/files", declared(content, size=10**9))
    assert (huge.status_code, huge.json()["limit_bytes"]) == (413, 104_857_600)


async def test_a_file_is_known_to_who_may_read_the_dispute_and_an_upload_to_nobody_else(
    api: Api,
) -> None:
    dispute, content = await api.in_mediation(), pdf()
    path = await uploaded(api, dispute, content)
    assert (await api.get(path, role=Role.MEDIATOR)).status_code == 404
    await api.post(f"{path}/completion")
    assert (await api.get(path, role=Role.MEDIATOR)).json()["name"] == "工资条.pdf"
    assert (await api.get(f"{path}/content", role=Role.COURT_LIAISON)).status_code == 404
    assert (await api.get(f"{dispute}/files", role=Role.COURT_LIAISON)).status_code == 404
    reads = (await api.get(f"{dispute}/reads", role=Role.SUPERVISOR)).json()["items"]
    assert ("get_file", "mediator@centre") in {(r["operation"], r["account"]) for r in reads}
    over = (await api.get(path, role=Role.SUPERVISOR)).json()
    assert (over["name"], over["evidence"]) == (None, 1)
    assert (await api.get(f"{path}/content", role=Role.SUPERVISOR)).status_code == 403


async def test_a_partner_is_not_shown_kinds_that_its_profile_hides(api: Api) -> None:
    dispute = await api.in_mediation()
    shown, hidden = (
        await filed(api, dispute, pdf()),
        await filed(api, dispute, pdf(), kind="identity"),
    )
    await partner(
        api.partners.profiles,
        "centre",
        kind=PartnerKind.ORGANISATION,
        hidden_documents=("identity",),
    )
    scopes = "files disputes:read"
    token = api.token("clerk", "centre", partner="centre", scope=scopes)
    headers = {"Authorization": f"Bearer {token}"}
    listed = (await api.client.get(f"{dispute}/files", headers=headers)).json()
    assert [one["evidence"] for one in listed] == [1]
    assert (await api.client.get(f"{shown}/content", headers=headers)).status_code == 200
    assert (await api.client.get(hidden, headers=headers)).status_code == 404
    assert (await api.client.get(f"{hidden}/content", headers=headers)).status_code == 404

    found, _ = await api.service.reader.current(dispute_id(dispute), api.service.clerk)
    profile = await api.partners.profiles.find("centre")
    reader = api.partners.files.evidence
    assert [p.no async for p in reader.of(found, None)] == [1, 2]
    pieces = [piece async for piece in reader.of(found, profile)]
    content = b"".join([part async for part in pieces[0].read()])
    assert hashlib.sha256(content).hexdigest() == pieces[0].sha256
    assert UUID(shown.rsplit("/", 1)[1]) == found.evidence[0].file.id  # type: ignore[union-attr]
