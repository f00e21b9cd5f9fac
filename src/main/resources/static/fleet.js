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

keepFresh({
	every: FLEET_EVERY,
	patience: 2 * FLEET_EVERY,
	show: (fresh) => {
		showLocalTimes(fresh);
		bringUpToDate(byId('fleet'), fresh.getElementById('fleet'));
	},
});
