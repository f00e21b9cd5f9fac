'use strict';

// The page is complete without this script and the same for everyone. What is personal or live happens here.

const REFRESH_EVERY = 5_000;
// So long a page may get no answer before it says so.
const LONGEST_SILENCE = 10_000;
const VISIT_LASTS_SECONDS = 24 * 60 * 60;

const byId = (id) => document.getElementById(id);
const fill = (pattern, value) => pattern.replace('{0}', value);
const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);

// --- times in the reader's own zone, and as the reader's region writes them ---

const language = document.documentElement.lang;
// A reader of another language than the page's has no region for it, but still a clock of 12 or 24 hours.
const region = navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
const { hourCycle } = new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' }).resolvedOptions();
const time = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short', hourCycle });
const relative = new Intl.RelativeTimeFormat(region, { numeric: 'auto', style: 'short' });

const DAY = 24 * 60 * 60 * 1_000;

function daysAgo(date) {
	const midnight = (of) => new Date(of).setHours(0, 0, 0, 0);
	// Some days have 23 hours or 25, and some clocks are late.
	return Math.max(0, Math.round((midnight(Date.now()) - midnight(date)) / DAY));
}

function ago(date) {
	const minutes = Math.max(0, Math.floor((Date.now() - date) / 60_000));
	if (minutes < 60) {
		return minutes === 0 ? relative.format(0, 'second') : relative.format(-minutes, 'minute');
	}
	return minutes < 24 * 60 ? relative.format(-Math.floor(minutes / 60), 'hour') : relative.format(-daysAgo(date), 'day');
}

// A message tells how long ago it came, and its exact time to who points at that.
function showLocalTimes(root) {
	for (const element of root.querySelectorAll('time:not([data-fixed])')) {
		const date = new Date(element.dateTime);
		const exact = time.format(date);
		const shown = element.closest('.when') ? ago(date) : exact;
		if (shown !== exact) {
			element.dataset.exact = exact;
		}
		if (element.textContent !== shown) {
			element.textContent = shown;
		}
	}
}

function dayName(date) {
	const days = daysAgo(date);
	const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
	const name = days < 2 ? relative.format(-days, 'day')
		: date.toLocaleDateString(region, { weekday: 'long', day: 'numeric', month: 'long', year });
	return name.charAt(0).toLocaleUpperCase(region) + name.slice(1);
}

// The first message of each day is headed by it. Today needs no heading on top.
function showDays() {
	let before = 0;
	for (const item of byId('messages').querySelectorAll('li:not([hidden])')) {
		const date = new Date(item.querySelector('time').dateTime);
		const days = daysAgo(date);
		if (days === before) {
			item.removeAttribute('data-day');
		} else if (item.dataset.day !== dayName(date)) {
			item.dataset.day = dayName(date);
		}
		before = days;
	}
}

// --- the count, and the visitor's own number in it ---

// Marks the digits that are new, each with the one it takes the place of. The style sheet lets them roll.
function roll(element, now) {
	const before = element.textContent.padStart(now.length);
	element.replaceChildren(...Array.from(now, (digit, place) => {
		const span = document.createElement('span');
		span.textContent = digit;
		if (digit !== before[place]) {
			span.className = 'rolling';
			span.dataset.before = before[place].trim();
		}
		return span;
	}));
}

// The count only grows. A page that is a moment old does not lower it.
function showCount(count) {
	const element = byId('count');
	const { dataset } = element;
	if (count > Number(dataset.count)) {
		dataset.count = count;
		const pattern = count === 1 ? dataset.one : dataset.many;
		const digits = element.querySelector('.digits');
		// While a fleet changes over, the page may come from a version whose count has no parts.
		if (digits) {
			roll(digits, number(count));
			element.querySelector('.label').textContent = pattern.replace(/^\S+\s/, '');
		} else {
			element.textContent = fill(pattern, number(count));
		}
	}
}

const visitorNumber = () => document.cookie.match(/(?:^|; )visitor=(\d+)/)?.[1];

function showVisitorNumber() {
	const element = byId('visitor');
	if (element && visitorNumber()) {
		element.textContent = fill(element.dataset.text, number(visitorNumber()));
		// A page that is a moment old may not know this visitor. It never shows a number beyond its count.
		const count = byId('count').dataset.count;
		element.hidden = Boolean(count) && Number(visitorNumber()) > Number(count);
	}
}

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
		if (byId('count').dataset.many) {
			showCount(count);
		}
	}
}

async function visit() {
	// Two tabs opened at once are one visitor; locks exist only on https and localhost.
	await (navigator.locks ? navigator.locks.request('visit', countVisit) : countVisit());
	showVisitorNumber();
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
			if (place === formerlyFirst) {
				message.classList.add('fresh');
				added++;
			}
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

const newMessages = ({ dataset }, count) => count === 1 ? dataset.one : fill(dataset.many, number(count));

function announce(added) {
	if (added > 0) {
		byId('news').textContent = newMessages(byId('news'), added);
	}
}

// Those that came in above what is being read.
let unseen = 0;

function showUnseen(added) {
	unseen = byId('messages').getBoundingClientRect().top < 0 ? unseen + added : 0;
	const pill = byId('arrived');
	if (pill) {
		pill.hidden = unseen === 0;
		pill.textContent = newMessages(byId('news'), unseen);
	}
}

function show(fresh) {
	const list = byId('messages');
	keepPlace(list, () => {
		const added = mergeMessages(list, fresh.getElementById('messages'));
		announce(added);
		document.dispatchEvent(new Event('refreshed'));
		showDays();
		showUnseen(added);
	});
	for (const element of document.querySelectorAll('[data-live]')) {
		const now = fresh.getElementById(element.id);
		// While a fleet changes over, the other page may come from a version that has no such thing.
		if (!now) {
			continue;
		}
		if (element.dataset.many) {
			showCount(Number(now.dataset.count));
		} else if (element.dataset.live === 'all') {
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
	showVisitorNumber();
	const empty = byId('empty');
	if (empty) {
		empty.hidden = list.querySelector('li:not([hidden])') !== null || !byId('older').hidden;
	}
	// It may have been deleted in another tab.
	const posted = byId('posted');
	if (posted?.dataset.message) {
		posted.hidden = !byId(posted.dataset.message);
	}
}

// --- the refreshing, which a reader may pause ---

let paused = false;

function showPause() {
	const button = byId('pause');
	if (button) {
		button.textContent = paused ? button.dataset.resume : button.dataset.pause;
	}
}

let lastAnswer = Date.now();

function tellSilence(answered) {
	lastAnswer = answered ? Date.now() : lastAnswer;
	const element = byId('silent');
	if (element) {
		const silence = Date.now() - lastAnswer;
		element.hidden = silence < LONGEST_SILENCE;
		element.textContent = element.hidden ? '' : fill(element.dataset.text, number(Math.floor(silence / 10_000) * 10));
	}
}

// Reads this page again and again while it is visible, and shows it if it has changed.
// before: runs before each read.
function keepFresh({ every, patience, before = () => {}, show }) {
	let entityTag;
	let timer;

	async function refresh() {
		const asked = document.body;
		const headers = entityTag ? { Accept: 'text/html', 'If-None-Match': entityTag } : { Accept: 'text/html' };
		const answer = await fetch(location.pathname + location.search,
			{ headers, cache: 'no-store', signal: AbortSignal.timeout(patience) });
		// What answers for another address is not this page.
		const page = answer.status === 200 && !answer.redirected
			&& new DOMParser().parseFromString(await answer.text(), 'text/html');
		// Meanwhile the answer to a post may have taken the place of the page that was read, or the reader has paused.
		if (page && asked === document.body && !paused) {
			show(page);
			entityTag = answer.headers.get('ETag');
		}
		return answer.ok || answer.status === 304;
	}

	function refreshIn(delay) {
		clearTimeout(timer);
		if (document.visibilityState === 'visible' && !paused) {
			timer = setTimeout(async () => {
				before();
				// A refresh that failed is made up for by the next.
				tellSilence(await refresh().catch(() => false));
				refreshIn(every);
			}, delay);
		}
	}

	document.addEventListener('visibilitychange', () => refreshIn(0));
	document.addEventListener('click', ({ target }) => {
		if (target.id === 'pause') {
			paused = !paused;
			showPause();
			refreshIn(0);
		}
	});
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

// Also for the page that answers a post, and takes the place of the one before.
function prepare() {
	showLocalTimes(document);
	showVisitorNumber();
	showPause();
	if (byId('messages')) {
		showDays();
	}
	if (byId('posted') || byId('deleted') || byId('not-deleted')) {
		// A reload or a refresh of this page should not thank again.
		history.replaceState(null, '', '/' + location.hash);
	}
}

prepare();
let refreshIn;
if (byId('messages')) {
	onceVisible(() => visit().catch(() => {}));
	refreshIn = keepFresh({
		every: REFRESH_EVERY,
		patience: REFRESH_EVERY,
		// The same words said again would not be heard.
		before: () => {
			byId('news').textContent = '';
			showLocalTimes(byId('messages'));
			showDays();
		},
		show,
	});
	document.addEventListener('scroll', () => unseen > 0 && showUnseen(0), { passive: true });
}
