// Counts this browser once a day and shows the count, by the rules of the board's page.

const VISIT_LASTS_SECONDS = 24 * 60 * 60;
// Beyond it no answer comes any more.
const LONGEST_WAIT = 10_000;

const byId = (id) => document.getElementById(id);
const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);
const visitorNumber = () => Number(document.cookie.match(/(?:^|; )visitor=(\d+)/)?.[1] ?? 0);

let shown = 0;

// The count only grows, and it is never below one's own number.
function show(count) {
	shown = Math.max(shown, count, visitorNumber());
	const { none, one, many } = byId('count').dataset;
	const [before, after = ''] = (shown === 0 ? none : shown === 1 ? one : many).split('{0}');
	const digits = document.createElement('strong');
	digits.textContent = shown === 0 ? '' : number(shown);
	byId('count').replaceChildren(before, digits, after);
	if (visitorNumber()) {
		byId('visitor').textContent = byId('visitor').dataset.text.replace('{0}', number(visitorNumber()));
	}
	byId('visitor').hidden = !visitorNumber();
}

// What is no number of the counter's is no answer.
async function ask(method) {
	try {
		const answer = await fetch('/count', { method, signal: AbortSignal.timeout(LONGEST_WAIT) });
		return answer.ok ? (await answer.json()).count : undefined;
	} catch {
		return undefined;
	}
}

// A browser without cookies would be counted at every load, so it is not counted at all.
async function visit() {
	if (visitorNumber() || !navigator.cookieEnabled) {
		return undefined;
	}
	const count = await ask('POST');
	if (count) {
		const secure = location.protocol === 'https:' ? '; Secure' : '';
		document.cookie = `visitor=${count}; Max-Age=${VISIT_LASTS_SECONDS}; Path=/; SameSite=Lax${secure}`;
	}
	return count;
}

// Two tabs that open together are one visit.
const visitOnce = () => navigator.locks ? navigator.locks.request('visit', visit) : visit();

async function look() {
	if (document.visibilityState !== 'visible') {
		return;
	}
	const count = await visitOnce() ?? await ask('GET');
	byId('away').hidden = count !== undefined;
	if (count !== undefined) {
		show(count);
	} else if (!shown) {
		byId('count').textContent = '';
	}
}

document.addEventListener('visibilitychange', look);
look();
