'use strict';

// Keeps the fleet's page up to date, node by node, so that what is focused, selected, opened or scrolled to stays so.

const FLEET_EVERY = 2_000;

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

// --- the drill's seconds, which run on between two refreshes ---

let endsAt = 0;

function countDown() {
	const left = byId('left');
	if (left && !paused) {
		left.textContent = fill(left.dataset.text, number(Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000))));
	}
}

function followDrill() {
	const end = Date.now() + (byId('left')?.dataset.seconds ?? 0) * 1_000;
	// An answer is up to two seconds old. A countdown that each of them sets right would stumble.
	if (Math.abs(end - endsAt) > 3_000) {
		endsAt = end;
	}
	countDown();
}

// --- instances that come and go, gently ---

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
const cards = (root) => Array.from(root.querySelectorAll('.card'));
const order = (root) => cards(root).map(({ id }) => id).join();

// By its name the browser knows which card it was before, and moves it from there.
function nameCards() {
	for (const card of cards(document)) {
		card.style.viewTransitionName = card.id;
	}
}

function showGently(show, fresh) {
	if (!document.startViewTransition || lessMotion.matches || order(document) === order(fresh)) {
		show();
		return;
	}
	nameCards();
	document.startViewTransition(() => {
		show();
		nameCards();
	}).ready.catch(() => {});
}

followDrill();
setInterval(countDown, 1_000);
keepFresh({
	every: FLEET_EVERY,
	patience: 2 * FLEET_EVERY,
	show: (fresh) => {
		showLocalTimes(fresh);
		showGently(() => {
			bringUpToDate(byId('fleet'), fresh.getElementById('fleet'));
			followDrill();
		}, fresh);
	},
});
