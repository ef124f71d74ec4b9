"""Built pages as a browser parses them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib

ADDRESSES = ("href", "src", "action", "formaction", "poster", "data")


@dataclass(frozen=True)
class Document:
    """A built page; `name` is its file, relative to the site's folder."""

    name: str
    tree: ElementTree.Element
    faults: list[str]

    @property
    def url(self) -> str:
        return self.name.removesuffix("index.html")

    @cached_property
    def ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.tree.iter() if "id" in element.attrib]

    @property
    def is_redirect(self) -> bool:
        return self.tree.find(".//meta[@http-equiv='refresh']") is not None

    @property
    def target(self) -> str:
        """The address that a redirect leads to, relative to the site; empty for other pages."""
        refresh = [address for tag, _, address in self.addresses() if tag == "meta"]
        return urljoin(f"/{self.url}", refresh[0]).removeprefix("/") if refresh else ""

    def all(self, *tags: str) -> list[ElementTree.Element]:
        return [element for element in self.tree.iter() if element.tag in tags]

    def meta(self, name: str) -> list[str]:
        return [element.get("content", "") for element in self.tree.iterfind(f".//meta[@name='{name}']")]

    def addresses(self) -> Iterator[tuple[str, str, str]]:
        """Give tag (in SVG too without its namespace), attribute and address of every link."""
        for element in self.tree.iter():
            for attribute in ADDRESSES:
                if (value := element.get(attribute)) is not None:
                    yield str(element.tag).rpartition("}")[2], attribute, value  # of SVG too
            if element.tag == "meta" and element.get("http-equiv") == "refresh":
                yield "meta", "content", element.get("content", "").partition("url=")[2]


def words(element: ElementTree.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def read_site(folder: Path) -> dict[str, Document]:
    documents = (read_page(folder, file) for file in sorted(folder.rglob("*.html")))
    return {document.name: document for document in documents}


def read_page(folder: Path, file: Path) -> Document:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(file.read_bytes(), likely_encoding="utf-8")
    faults = [f"line {place[0]}: {code} {details}" for place, code, details in parser.errors]
    return Document(file.relative_to(folder).as_posix(), tree, faults)


def broken_links(folder: Path, documents: dict[str, Document], base_url: str) -> list[str]:
    """Resolve every link as a browser would at its address, and tell which lead nowhere."""
    broken = []
    for page in documents.values():
        for tag, attribute, address in page.addresses():
            target = urljoin(base_url + page.url, address)
            if urlsplit(target)[:2] != urlsplit(base_url)[:2]:
                continue
            where = f"{page.name}: <{tag} {attribute}={address!r}>"
            if not target.startswith(base_url):
                broken.append(f"{where} leaves the site")
                continue
            path, _, anchor = target.removeprefix(base_url).partition("#")
            file = unquote(path.partition("?")[0])
            file += "index.html" if file == "" or file.endswith("/") else ""
            if not (folder / file).is_file():
                broken.append(f"{where}: there is no {file}")
            elif anchor and unquote(anchor) not in documents[file].ids:
                broken.append(f"{where}: {file} has no such id")
            elif address == "#":
                broken.append(f"{where}: leads nowhere")
    return broken
