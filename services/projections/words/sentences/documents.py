"""The sentences of documents and their service. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "DocumentIssued": (
        "制作第{no}号文书：{kind}，受送达人：{recipients}",
        "Document {no} was issued ({kind}) to {recipients}",
    ),
    "ServiceRecorded": (
        "向{recipient}送达第{no}号文书：{method}，{outcome}",
        "Service of document {no} on {recipient}, {method}: {outcome}",
    ),
    "ReplyReceived": (
        "收到{recipient}对第{no}号文书的复函",
        "{recipient} replied to document {no}",
    ),
    # Clauses of these sentences
    "document.title": ("，题名：{text}", ", entitled {text}"),
    "document.reply_by": ("，答复期限{on}", "; a reply is asked for by {on}"),
    "service.in_place_of": ("（此前{method}未成功）", " (after it failed before: {method})"),
    "service.counts_from": ("，送达日期{on}", ", with effect from {on}"),
    "service.proof": ("；证明：{text}", "; proof: {text}"),
    "reply.content": ("：{text}", ": {text}"),
}
