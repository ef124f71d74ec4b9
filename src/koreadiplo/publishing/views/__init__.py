"""What templates see: one view model for each kind of page, and `Site`. Plain, frozen data.

Addresses (`url`) are relative to the site's root ("events/1884-07-07-treaty/"); templates make them relative to their
page with the filter `link`. Texts of type `Markup` are HTML, all others are plain.
"""

from .common import (
    TOC_FROM,
    Disagreement,
    Group,
    Name,
    Page,
    Preview,
    Ref,
    RelationLine,
    Site,
    SourceLine,
    TocLine,
    Version,
)
from .entries import (
    ArticlePage,
    CountryPage,
    EffectLine,
    EntryPage,
    EventPage,
    SourcePage,
    StatisticPage,
    TermPage,
)
from .lists import (
    AboutPage,
    DisagreementsPage,
    GlossaryPage,
    HomePage,
    ListPage,
    NotFoundPage,
    SearchPage,
    SourcesPage,
    TimelinePage,
    TopicPage,
)
from .relations import Lane, LineagePage, RelationPage, SpanRow
from .statistics import SharedChart, ValueRow

__all__ = [
    "TOC_FROM",
    "AboutPage",
    "ArticlePage",
    "CountryPage",
    "Disagreement",
    "DisagreementsPage",
    "EffectLine",
    "EntryPage",
    "EventPage",
    "GlossaryPage",
    "Group",
    "HomePage",
    "Lane",
    "LineagePage",
    "ListPage",
    "Name",
    "NotFoundPage",
    "Page",
    "Preview",
    "Ref",
    "RelationLine",
    "RelationPage",
    "SearchPage",
    "SharedChart",
    "Site",
    "SourceLine",
    "SourcePage",
    "SourcesPage",
    "SpanRow",
    "StatisticPage",
    "TermPage",
    "TimelinePage",
    "TocLine",
    "TopicPage",
    "ValueRow",
    "Version",
]
