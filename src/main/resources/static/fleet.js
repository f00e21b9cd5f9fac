'use strict';

// Keeps the fleet's page up to date, node by node, so that what is focused, selected, opened or scrolled to stays so.

const FLEET_EVERY = 2_000;
const SILENT_AFTER = 10_000;

let fleetTag;
let answeredAt = Date.now();
let following;

function bringUpToDate(old, now) {
	for (const { name } of Array.from(old.attributes)) {
		if (!now.hasAttribute(name) && name !== 'open') {
			old.removeAttribute(name);
		}
	}
	for (const { name, value } of now.attributes) {
		if (old.getAttribute(name) !== value) {
			old.setAttribute(name, value);
		}
	}
	let place = old.firstChild;
	for (const child of Array.from(now.childNodes)) {
		// What has an id may have moved; anything else is what stands in its place.
		const same = child.id ? Array.from(old.children).find((it) => it.id === child.id)
			: place?.nodeName === child.nodeName && !place.id && place;
		if (!same) {
			old.insertBefore(document.importNode(child, true), place);
		} else {
			if (same !== place) {
				old.insertBefore(same, place);
			}
			if (same.nodeType === Node.ELEMENT_NODE) {
				bringUpToDate(same, child);
			} else if (same.data !== child.data) {
				same.data = child.data;
			}
			place = same.nextSibling;
		}
	}
	while (place) {
		const next = place.nextSibling;
		place.remove();
		place = next;
	}
}

async function follow() {
	const headers = { Accept: 'text/html' };
	if (fleetTag) {
		headers['If-None-Match'] = fleetTag;
	}
	const answer = await fetch(location.pathname + location.search,
		{ headers, cache: 'no-store', signal: AbortSignal.timeout(2 * FLEET_EVERY) });
	if (answer.status === 200) {
		const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
		showLocalTimes(fresh);
		bringUpToDate(byId('fleet'), fresh.getElementById('fleet'));
		fleetTag = answer.headers.get('ETag');
	}
	if (answer.ok || answer.status === 304) {
		answeredAt = Date.now();
	}
}

function tellSilence() {
	const silent = byId('silent');
	const silence = Date.now() - answeredAt;
	silent.hidden = silence < SILENT_AFTER;
	silent.textContent = silent.hidden ? '' : fill(silent.dataset.text, number(Math.floor(silence / 10_000) * 10));
}

function followWhileVisible(delay) {
	clearTimeout(following);
	if (document.visibilityState === 'visible') {
		following = setTimeout(async () => {
			// A refresh that failed is made up for by the next.
			await follow().catch(() => {});
			tellSilence();
			followWhileVisible(FLEET_EVERY);
		}, delay);
	}
}

document.addEventListener('visibilitychange', () => followWhileVisible(0));
followWhileVisible(FLEET_EVERY);
