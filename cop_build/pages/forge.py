"""Files by which a forge's own pages know the community: owners, the pull request's template, issue forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from cop_build.core.model import AssetId, Community, Person, Role
from cop_build.core.parse.entries import quoted
from cop_build.core.report import plain_markdown

_PLACES = {
    "CODEOWNERS": ".github/CODEOWNERS",
    "pull_request_template.md": ".github/pull_request_template.md",
    "config.yml": ".github/ISSUE_TEMPLATE/config.yml",
    "propose-topic.yml": ".github/ISSUE_TEMPLATE/propose-topic.yml",
    "question.yml": ".github/ISSUE_TEMPLATE/question.yml",
    "document.yml": ".github/ISSUE_TEMPLATE/document.yml",
    "report-error.yml": ".github/ISSUE_TEMPLATE/report-error.yml",
}


def forge_files(community: Community, today: date) -> Mapping[str, str]:
    """Return the files by their path in the repository."""
    environment = Environment(
        loader=PackageLoader("cop_build.pages", "templates/forge"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # YAML and Markdown: what people wrote is quoted for each below
        keep_trailing_newline=True,
    )
    people = community.in_office(today)
    values = {
        "admins": sorted(email for person in people if Role.ADMIN in person.roles for email in person.emails),
        "topics": [quoted(f"{topic.title.th} · {topic.title.en}") for topic in community.topics.values()] or ['"–"'],
        "owners": _owners(community, people),
        "agreements": _agreements(community),
    }
    return {place: environment.get_template(name).render(values) for name, place in _PLACES.items()}


def report_address(community: Community, asset: AssetId) -> str | None:
    """Return where a reader reports an error of an asset, with its id filled in; ``None`` without a forge."""
    if community.github is None:
        return None
    return f"https://github.com/{community.github}/issues/new?template=report-error.yml&asset={asset}"


def proposal_address(community: Community) -> str | None:
    """Return where a member proposes what to talk about; ``None`` without a forge."""
    if community.github is None:
        return None
    return f"https://github.com/{community.github}/issues/new?template=propose-topic.yml"


def _agreements(community: Community) -> str | None:
    """Return where the ground rules are read: on the site, else in the repository."""
    if community.agreements is None:
        return None
    if community.site_url:
        return f"{community.site_url.rstrip('/')}/{community.agreements}/"
    place = f"drafts/{community.agreements}/index.md"
    return f"https://github.com/{community.github}/blob/HEAD/{place}" if community.github else f"../{place}"


def _owners(community: Community, people: Sequence[Person]) -> list[tuple[str, str]]:
    rows = []
    for topic in community.topics.values():
        experts = [p.name.th for p in people if Role.EXPERT in p.roles and topic.id in p.topics]
        if experts:
            rows.append((plain_markdown(topic.title.th), plain_markdown(", ".join(experts))))
    return rows
