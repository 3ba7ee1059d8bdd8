"""Papers that are kept for ever: the same pages as PDF/A-1b, ISO 19005-1."""

from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from akimat_desk.documents.srgb import NAME, srgb_profile

# The empty dates of a file that is the same whenever it is made would be lies in an archive.
_KEPT: Final = ("Title", "Author", "Subject", "Creator", "Producer")
_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
{parts}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_PART: Final = '<rdf:Description rdf:about="" xmlns:{space}="{name}">\n{lines}\n</rdf:Description>'
_SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
_ANY: Final = '<rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt>'
_LIST: Final = "<rdf:Seq><rdf:li>{0}</rdf:li></rdf:Seq>"
_SAID: Final = (
    ("Title", "dc", "title", _ANY),
    ("Author", "dc", "creator", _LIST),
    ("Subject", "dc", "description", _ANY),
    ("Creator", "xmp", "CreatorTool", "{0}"),
    ("Producer", "pdf", "Producer", "{0}"),
)


def archived(pdf: bytes) -> bytes:
    """The same words, pages, outline and language; equal papers give equal bytes."""
    # Only the papers of an archive pay for loading it.
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(BytesIO(pdf)) as paper:
        told = {name: str(paper.docinfo.get(f"/{name}", "")) for name in _KEPT}
        told = {name: words for name, words in told.items() if words}
        _tell(pikepdf, paper, told)
        paper.Root.OutputIntents = pikepdf.Array([paper.make_indirect(_colours(pikepdf, paper))])
        return saved(paper)


def saved(paper: Any) -> bytes:
    """Streams stay as reportlab wrote them, and no clock and no chance has a say."""
    import pikepdf  # noqa: PLC0415

    file = BytesIO()
    paper.save(
        file,
        force_version="1.4",
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        deterministic_id=True,
    )
    return file.getvalue()


def _tell(pikepdf: Any, paper: Any, told: dict[str, str]) -> None:
    """What the file says of itself, in its old place and in the new one, word for word."""
    info = pikepdf.Dictionary({f"/{name}": words for name, words in told.items()})
    paper.trailer.Info = paper.make_indirect(info)
    packet = paper.make_stream(_packet(told).encode("utf-8"))
    packet.Type = pikepdf.Name.Metadata
    packet.Subtype = pikepdf.Name.XML
    paper.Root.Metadata = packet


def _packet(told: dict[str, str]) -> str:
    lines: dict[str, list[str]] = {}
    for name, space, word, shape in _SAID:
        if name in told:
            value = shape.format(escape(told[name]))
            lines.setdefault(space, []).append(f"<{space}:{word}>{value}</{space}:{word}>")
    parts = [
        _PART.format(space=space, name=_SPACES[space], lines="\n".join(found))
        for space, found in lines.items()
    ]
    return _PACKET.format(parts="\n".join(parts))


def _colours(pikepdf: Any, paper: Any) -> Any:
    profile = paper.make_stream(srgb_profile())
    profile.N = 3
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String(NAME),
        RegistryName=pikepdf.String("http://www.color.org"),
        Info=pikepdf.String(NAME),
        DestOutputProfile=profile,
    )
