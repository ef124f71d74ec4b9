"""Every kind of page on small screens, enlarged, with large text, by finger: all can be read, nothing is cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from test_pages import KINDS, open_kind

MakePage = Callable[..., Page]

# Two times enlarged, a window of 1280 pixels has the room of 640.
WIDTHS = (320, 360, 640, 768, 1440)
TARGET_WIDTHS = (360, 1440)
LARGE_TEXT_WIDTHS = (640, 1280)


@pytest.mark.parametrize("kind", KINDS)
def test_all_can_be_read_and_hit_at_every_size(page: Page, site_url: str, kind: str) -> None:
    """WCAG 1.4.10 (Reflow), 1.4.4 (Resize Text), 1.4.12 (Text Spacing) and 2.5.8 (Target Size).

    Targets have 24 by 24 pixels, or so much room that circles of 24 pixels keep apart.
    """
    open_kind(page, site_url, kind)
    faults = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        faults[f"unreadable at {width}"] = page.evaluate(UNREADABLE)
        if width in TARGET_WIDTHS:
            faults[f"too small at {width}"] = page.evaluate(TOO_SMALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in LARGE_TEXT_WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        faults[f"unreadable at {width}, large text"] = page.evaluate(UNREADABLE)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 360, "height": 700})
    page.evaluate(WIDE_SPACING)
    faults["unreadable at 360, wide spacing"] = page.evaluate(UNREADABLE)
    assert {size: found for size, found in faults.items() if found} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_where_the_reader_wants_no_motion(make_page: MakePage, site_url: str, kind: str) -> None:
    page = make_page(reduced_motion="reduce")
    open_kind(page, site_url, kind)
    assert page.evaluate(MOVING) == []


def test_motion_would_be_seen(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.evaluate(SMOOTH)
    assert page.evaluate(MOVING) == ["html: scrolls"]


SMOOTH = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { scroll-behavior: smooth }');
    document.adoptedStyleSheets = [sheet];
}"""

WIDE_SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""

# What is unseen on purpose is clipped to nothing; what scrolls by itself may be wider than the page.
UNREADABLE = """() => {
    const width = innerWidth, found = [], texts = [];
    const name = element => `${element.localName}.${element.getAttribute('class') || ''}`;
    const short = text => text.trim().replace(/\\s+/g, ' ').slice(0, 40);
    const root = document.documentElement;
    if (root.scrollWidth > width) found.push(`the page is ${root.scrollWidth} wide`);
    const unseen = element => element.closest('.unseen, .skip, .degrees') ||
        !element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const clips = new Map();  // the nearest ancestor that clips or scrolls
    const clip = element => {
        if (!element || element === root || element === document.body) return null;
        if (!clips.has(element)) {
            const style = getComputedStyle(element);
            clips.set(element, style.clipPath === 'inset(50%)' ? 'unseen' : style.overflowX !== 'visible' &&
                (style.display !== 'inline') ? element : clip(element.parentElement));
        }
        return clips.get(element);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest('script, title, desc, option, noscript, template')) continue;
        if (unseen(parent)) continue;
        const by = clip(parent);
        if (by === 'unseen') continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const frame = by && by.getBoundingClientRect();
        const scrolls = by && /auto|scroll/.test(getComputedStyle(by).overflowX);
        for (const box of range.getClientRects()) {
            if (!box.width) continue;
            if (frame && !scrolls && (box.left < frame.left - 2 || box.right > frame.right + 2 ||
                    box.top < frame.top - box.height / 4 || box.bottom > frame.bottom + box.height / 4))
                found.push(`cut off by ${name(by)}: ${short(node.data)}`);
            if (!scrolls && (box.left < -1 || box.right > width + 1))
                found.push(`leaves the window: ${short(node.data)}`);
            texts.push({box, node, by: scrolls ? by : null});
        }
    }
    texts.sort((one, other) => one.box.top - other.box.top);
    texts.forEach((one, at) => {
        for (let next = at + 1; next < texts.length && texts[next].box.top < one.box.bottom; next++) {
            const other = texts[next];
            const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
            if (wide > 2 && high > .4 * Math.min(one.box.height, other.box.height) && one.by === other.by &&
                    one.node !== other.node)
                found.push(`${short(one.node.data)} lies on ${short(other.node.data)}`);
        }
    });
    return [...new Set(found)];
}"""

TOO_SMALL = """() => {
    const NEEDED = 24, found = [];
    const targets = [...document.querySelectorAll('a[href], button, input, select, summary')].filter(element =>
        !element.closest('.skip') && element.checkVisibility({visibilityProperty: true})).map(element => {
            const boxes = [...element.getClientRects()].filter(box => box.width && box.height);
            const all = element.getBoundingClientRect();
            return {element, boxes, all, x: (all.left + all.right) / 2, y: (all.top + all.bottom) / 2};
        }).filter(target => target.boxes.length);
    const inSentence = element => {
        if (!getComputedStyle(element).display.startsWith('inline')) return false;
        let block = element.parentElement;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());)
            if (node.data.trim() && !node.parentElement.closest('a, button, summary')) return true;
        return false;
    };
    const name = target => target.element.textContent.trim().slice(0, 40) || target.element.id;
    const small = target => !target.boxes.some(box => box.width >= NEEDED - .1 && box.height >= NEEDED - .1);
    for (const one of targets) {
        one.small = small(one);
        one.exempt = one.small && inSentence(one.element);
    }
    for (const one of targets.filter(target => target.small && !target.exempt)) {
        for (const other of targets) {
            if (other === one) continue;
            const near = other.boxes.some(box => Math.hypot(Math.max(box.left - one.x, 0, one.x - box.right),
                Math.max(box.top - one.y, 0, one.y - box.bottom)) < NEEDED / 2 - .1);
            const close = other.small && !other.exempt && Math.hypot(one.x - other.x, one.y - other.y) < NEEDED - .1;
            if (near || close) {
                found.push(`${name(one)}, ${one.all.width} by ${one.all.height}, beside ${name(other)}`);
                break;
            }
        }
    }
    return found;
}"""

MOVING = """() => {
    const found = [], lasts = durations => durations.split(',').some(duration => parseFloat(duration) > 0);
    for (const element of document.querySelectorAll('*')) {
        for (const part of [null, '::before', '::after']) {
            const style = getComputedStyle(element, part);
            if (lasts(style.transitionDuration) || lasts(style.animationDuration))
                found.push(`${element.localName}${part || ''}`);
            if (!part && style.scrollBehavior !== 'auto') found.push(`${element.localName}: scrolls`);
        }
    }
    return found;
}"""
