'use strict';

// The page is complete without this script and the same for everyone. What is personal or live happens here.

const REFRESH_EVERY = 5_000;
// Just beyond the age up to which an instance serves the page it has.
const REFRESH_AFTER_COUNTING = 1_100;
const VISIT_LASTS_SECONDS = 24 * 60 * 60;
// Longer than any answer takes; after it, or once the page is shown again, a visitor has stopped the first.
const LONGEST_ANSWER = 10_000;
const DRAFT = 'draft';

const byId = (id) => document.getElementById(id);
const fill = (pattern, value) => pattern.replace('{0}', value);
const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);

// --- times in the reader's own zone ---

const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });

function showLocalTimes(root) {
	for (const element of root.querySelectorAll('time')) {
		element.textContent = time.format(new Date(element.dateTime));
	}
}

// --- the visitor's own number ---

const visitorNumber = () => document.cookie.match(/(?:^|; )visitor=(\d+)/)?.[1];

function showVisitorNumber() {
	const element = byId('visitor');
	if (element && visitorNumber()) {
		element.textContent = fill(element.dataset.text, number(visitorNumber()));
		element.hidden = false;
	}
}

let refreshIn;

// A browser without cookies would be counted at every load, so it is not counted at all.
async function countVisit() {
	if (visitorNumber() || !navigator.cookieEnabled) {
		return;
	}
	const answer = await fetch('/count', { method: 'POST' });
	if (answer.ok) {
		const { count } = await answer.json();
		const secure = location.protocol === 'https:' ? '; Secure' : '';
		document.cookie = `visitor=${count}; Max-Age=${VISIT_LASTS_SECONDS}; Path=/; SameSite=Lax${secure}`;
		refreshIn(REFRESH_AFTER_COUNTING);
	}
}

async function visit() {
	// Two tabs opened at once are one visitor; locks exist only on https and localhost.
	await (navigator.locks ? navigator.locks.request('visit', countVisit) : countVisit());
	showVisitorNumber();
}

// --- the draft, kept until it is posted ---

function keepDraft(form) {
	const posted = byId('posted');
	const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}');
	const { message, name } = form.elements;
	message.value ||= posted ? '' : draft.message ?? '';
	name.value ||= draft.name ?? '';
	const keep = () => sessionStorage.setItem(DRAFT, JSON.stringify({ message: message.value, name: name.value }));
	form.addEventListener('input', keep);
	keep();
}

// The answer to the first of two clicks says that the message is this browser's. A second one would throw it away.
function sendOnce(form) {
	let sent = -Infinity;
	form.addEventListener('submit', (event) => {
		if (event.timeStamp - sent < LONGEST_ANSWER) {
			event.preventDefault();
		} else {
			sent = event.timeStamp;
		}
	});
	window.addEventListener('pageshow', () => {
		sent = -Infinity;
	});
}

// --- what changed since, without touching what is being typed, read or focused ---

function mergeMessages(list, fresh) {
	const wanted = new Set(Array.from(fresh.children, (item) => item.id));
	// What newer messages pushed off the page stays while it may be being read. Ids sort by time.
	const joined = wanted.has(list.firstElementChild?.id);
	const stays = (item) => joined && item.id < fresh.lastElementChild.id
		&& item.getBoundingClientRect().top < window.innerHeight;
	for (const item of Array.from(list.children)) {
		if (!wanted.has(item.id) && !stays(item)) {
			item.remove();
		}
	}
	const formerlyFirst = list.firstElementChild;
	let added = 0;
	let place = formerlyFirst;
	for (const item of fresh.children) {
		if (place?.id === item.id) {
			place = place.nextElementSibling;
		} else {
			const message = document.importNode(item, true);
			showLocalTimes(message);
			list.insertBefore(message, place);
			added += place === formerlyFirst ? 1 : 0;
		}
	}
	return added;
}

function keepPlace(list, change) {
	const readInside = list.getBoundingClientRect().top < 0;
	const anchor = readInside && Array.from(list.children).find((item) => item.getBoundingClientRect().bottom > 0);
	const before = anchor ? anchor.getBoundingClientRect().top : 0;
	change();
	if (anchor?.isConnected) {
		window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
	}
}

function announce(added) {
	const news = byId('news');
	if (added > 0) {
		news.textContent = added === 1 ? news.dataset.one : fill(news.dataset.many, number(added));
	}
}

function show(fresh) {
	const list = byId('messages');
	keepPlace(list, () => {
		announce(mergeMessages(list, fresh.getElementById('messages')));
		document.dispatchEvent(new Event('refreshed'));
	});
	for (const element of document.querySelectorAll('[data-live]')) {
		const now = fresh.getElementById(element.id);
		// While a fleet changes over, the other page may come from a version that has no such thing.
		if (!now) {
			continue;
		}
		if (element.dataset.live === 'all') {
			if (element.innerHTML !== now.innerHTML) {
				element.replaceChildren(...document.importNode(now, true).childNodes);
			}
		} else if (element.textContent !== now.textContent) {
			element.textContent = now.textContent;
		}
		element.hidden = now.hidden;
		for (const attribute of ['href', 'value'].filter((name) => now.hasAttribute(name))) {
			element.setAttribute(attribute, now.getAttribute(attribute));
		}
	}
	const empty = byId('empty');
	if (empty) {
		empty.hidden = list.querySelector('li:not([hidden])') !== null || !byId('older').hidden;
	}
}

// Reads this page again and again while it is visible, and shows it if it has changed.
// before: runs before each read. after: is told whether the board answered.
function keepFresh({ every, patience, before = () => {}, show, after = () => {} }) {
	let entityTag;
	let timer;

	async function refresh() {
		const headers = entityTag ? { Accept: 'text/html', 'If-None-Match': entityTag } : { Accept: 'text/html' };
		const answer = await fetch(location.pathname + location.search,
			{ headers, cache: 'no-store', signal: AbortSignal.timeout(patience) });
		if (answer.status === 200) {
			show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
			entityTag = answer.headers.get('ETag');
		}
		return answer.ok || answer.status === 304;
	}

	function refreshIn(delay) {
		clearTimeout(timer);
		if (document.visibilityState === 'visible') {
			timer = setTimeout(async () => {
				before();
				// A refresh that failed is made up for by the next.
				after(await refresh().catch(() => false));
				refreshIn(every);
			}, delay);
		}
	}

	document.addEventListener('visibilitychange', () => refreshIn(0));
	refreshIn(every);
	return refreshIn;
}

function onceVisible(action) {
	if (document.visibilityState === 'visible') {
		action();
	} else {
		document.addEventListener('visibilitychange', () => onceVisible(action), { once: true });
	}
}

// --- start ---

showLocalTimes(document);
showVisitorNumber();
const form = byId('message')?.form;
if (form) {
	sendOnce(form);
	try {
		keepDraft(form);
	} catch {
		// A browser that allows no storage has no drafts.
	}
}
if (byId('posted') || byId('deleted') || byId('not-deleted')) {
	// A reload or a refresh of this page should not thank again.
	history.replaceState(null, '', '/' + location.hash);
}
if (byId('messages')) {
	onceVisible(() => visit().catch(() => {}));
	refreshIn = keepFresh({
		every: REFRESH_EVERY,
		patience: REFRESH_EVERY,
		// The same words said again would not be heard.
		before: () => {
			byId('news').textContent = '';
		},
		show,
	});
}
