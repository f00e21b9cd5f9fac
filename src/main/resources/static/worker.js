'use strict';

// Shows a page of its own while the board cannot be reached. It keeps that page alone, and asks the board first, so
// nobody gets an old board from it.

const OFFLINE = '/offline';

async function keep() {
	const page = await fetch(OFFLINE);
	if (!page.ok) {
		throw new Error(page.statusText);
	}
	const [, style] = (await page.clone().text()).match(/rel="stylesheet" href="([^"]+)"/);
	const cache = await caches.open(OFFLINE);
	await Promise.all([cache.put(OFFLINE, page), cache.add(style)]);
}

const orKept = (request, kept) => fetch(request).catch(() => caches.match(kept, { ignoreVary: true }));

addEventListener('install', (event) => event.waitUntil(keep()));
addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.mode === 'navigate' && request.method === 'GET') {
		event.respondWith(orKept(request, OFFLINE));
	} else if (request.destination === 'style') {
		event.respondWith(orKept(request, request));
	}
});
