'use strict';

// Keeps the instructor's list of messages up to date. What moved while a button is about to be pressed would be the wrong
// one, so the list then waits.

const MODERATION_EVERY = 5_000;

function isInUse(list) {
	const selected = getSelection();
	return list.contains(document.activeElement) || list.querySelector('button:hover') !== null
		|| (!selected.isCollapsed && list.contains(selected.anchorNode));
}

function showModerated(list, fresh) {
	const now = fresh.getElementById(list.id);
	if (!now) {
		// The session is over. The page asks for the token in place of the list.
		location.reload();
		return;
	}
	showLocalTimes(now);
	keepPlace(list, () => {
		mergeMessages(list, now);
		for (const item of now.children) {
			const shown = byId(item.id);
			if (shown.innerHTML !== item.innerHTML) {
				shown.replaceWith(document.importNode(item, true));
			}
		}
	});
	for (const id of ['none', 'further']) {
		byId(id).replaceChildren(...document.importNode(fresh.getElementById(id), true).childNodes);
	}
}

if (byId('moderated')) {
	keepFresh({
		every: MODERATION_EVERY,
		patience: MODERATION_EVERY,
		show: (fresh) => {
			const list = byId('moderated');
			if (!isInUse(list)) {
				showModerated(list, fresh);
			}
		},
	});
}
