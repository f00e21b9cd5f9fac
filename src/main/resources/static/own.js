'use strict';

// What a visitor writes: the draft, the post, and for a while the right to delete it, which a cookie holds. The page's
// other script does without this one.

const DELETABLE = 15 * 60 * 1_000;
// Beyond it no answer comes any more.
const LONGEST_POST = 30_000;
// What is left of the room for a message is shown from here on, and told aloud when it is one of these.
const NEAR_LIMIT = 100;
const TOLD_ALOUD = [50, 20, 0, -1];

function say(words) {
	byId('news').textContent = words;
}

// What the page says of a message goes once there is something else to say.
function removeOutcome() {
	for (const notice of document.querySelectorAll('#posted, #deleted, #not-deleted')) {
		notice.remove();
	}
}

// --- the draft, kept until it is posted, and the name, kept for the next time ---

function keepDraft(form) {
	const { message, name } = form.elements;
	message.value ||= byId('posted') ? '' : sessionStorage.getItem('message') ?? '';
	name.value ||= localStorage.getItem('name') ?? '';
	const keep = () => {
		sessionStorage.setItem('message', message.value);
		localStorage.setItem('name', name.value);
	};
	form.addEventListener('input', keep);
	keep();
}

// --- the form, one line high until somebody writes ---

function showRoom(message) {
	const { most, left, over } = message.dataset;
	const room = byId('room');
	// As the server counts, which takes the blanks at both ends off.
	const rest = most - Array.from(message.value.trim()).length;
	room.hidden = rest > NEAR_LIMIT;
	room.className = rest < 0 ? 'reason' : 'hint';
	room.textContent = fill(rest < 0 ? over : left, number(Math.abs(rest)));
	if (TOLD_ALOUD.includes(rest)) {
		say(room.textContent);
	}
}

function openToWrite(form) {
	const { message, name } = form.elements;
	const open = () => form.classList.add('open');
	if (message.value || form.contains(document.activeElement)) {
		open();
	}
	// A button that moved when it was pressed would not be pressed.
	message.addEventListener('focus', open);
	name.addEventListener('focus', open);
	message.addEventListener('input', () => showRoom(message));
	message.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
			form.requestSubmit();
		}
	});
	form.querySelector('[type=submit]').setAttribute('aria-keyshortcuts', 'Control+Enter');
	showRoom(message);
}

// --- the post, which leaves the page only for a page that has come ---

async function answerTo(form) {
	const answer = await fetch('/', {
		method: 'POST',
		body: new URLSearchParams(new FormData(form)),
		headers: { Accept: 'text/html' },
		signal: AbortSignal.timeout(LONGEST_POST),
	});
	const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
	return { page, posted: new URL(answer.url).searchParams.get('posted') };
}

function showPage(page, posted) {
	const { count } = byId('count').dataset;
	document.title = page.title;
	document.body.replaceWith(document.adoptNode(page.body));
	if (posted) {
		history.replaceState(null, '', '/');
		location.replace(`#${posted}`);
	}
	prepare();
	showCount(Number(count));
	showVisitorNumber();
	startWriting();
	// An instance may serve what it read a moment before the post, so the next refresh takes its time.
	refreshIn(REFRESH_EVERY);
	if (posted) {
		(byId('posted') ?? byId('read')).focus({ preventScroll: true });
	} else {
		document.querySelector('[autofocus]')?.focus();
	}
}

function refuse(form, words) {
	removeOutcome();
	form.parentElement.querySelector('.refused')?.remove();
	const notice = document.createElement('p');
	notice.className = 'notice refused';
	notice.setAttribute('role', 'alert');
	notice.textContent = words;
	form.before(notice);
	notice.scrollIntoView({ block: 'nearest' });
}

// The answer says that the message is this browser's. A second request would throw it away.
async function send(form) {
	const button = form.querySelector('[type=submit]');
	const { pending, silent, failed } = form.dataset;
	const name = button.textContent;
	form.setAttribute('aria-busy', 'true');
	button.setAttribute('aria-disabled', 'true');
	button.textContent = pending;
	say(pending);
	const { page, posted } = await answerTo(form).catch(() => ({}));
	if (page?.getElementById('message')) {
		showPage(page, posted);
	} else {
		form.removeAttribute('aria-busy');
		button.removeAttribute('aria-disabled');
		button.textContent = name;
		say('');
		refuse(form, page ? page.querySelector('.error h2 + p')?.textContent ?? failed : silent);
	}
}

function sendInPlace(form) {
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		if (!form.hasAttribute('aria-busy')) {
			send(form);
		}
	});
}

// --- the right to delete it ---

// The server decides; this is only for showing no button that would be refused.
function isDeletable(id) {
	const own = document.cookie.match(/(?:^|; )mine=([^;]*)/)?.[1] ?? '';
	const postedAt = parseInt(id.replaceAll('-', '').slice(0, 12), 16);
	return Date.now() < postedAt + DELETABLE && own.split(':').some((pair) => pair.startsWith(`${id}.`));
}

function showDeleted(words) {
	removeOutcome();
	const notice = document.createElement('p');
	notice.id = 'deleted';
	notice.className = 'notice';
	notice.textContent = words;
	byId('news').before(notice);
}

async function deleteMessage(item, place) {
	const { done, refused, failed } = byId('messages').dataset;
	const answer = await fetch(`/messages/${item.id}`, { method: 'DELETE' }).catch(() => ({ status: 0 }));
	if (answer.status === 204) {
		// Only hidden, since the next refresh may show the board as it was a moment ago. Later ones remove it.
		item.hidden = true;
		const empty = byId('empty');
		if (empty) {
			empty.hidden = byId('messages').querySelector('li:not([hidden])') !== null;
		}
		// What had the focus is gone.
		byId('read').focus({ preventScroll: true });
		showDeleted(done);
		say(done);
	} else {
		const reason = document.createElement('p');
		reason.className = 'reason';
		reason.textContent = answer.status === 403 || answer.status === 404 ? refused : failed;
		place.querySelector('.reason')?.remove();
		place.append(reason);
		say(reason.textContent);
	}
}

function deleteButton(item, place) {
	const { delete: first, sure, ask } = byId('messages').dataset;
	const button = document.createElement('button');
	const calm = () => {
		button.textContent = first;
		button.classList.remove('sure');
	};
	button.type = 'button';
	button.className = 'quiet';
	button.setAttribute('aria-describedby', item.querySelector('.text').id = `text-${item.id}`);
	button.addEventListener('blur', calm);
	button.addEventListener('keydown', (event) => event.key === 'Escape' && calm());
	button.addEventListener('click', async (event) => {
		if (!button.classList.contains('sure')) {
			button.textContent = sure;
			button.classList.add('sure');
			say(ask);
		} else if (event.detail < 2) {
			// The second of a double click is no second thought.
			button.disabled = true;
			await deleteMessage(item, place);
			button.disabled = false;
			calm();
		}
	});
	calm();
	return button;
}

function showOwnMessages() {
	for (const item of byId('messages').children) {
		const place = item.querySelector('.own');
		const hasButton = place?.matches('div');
		if (hasButton && !isDeletable(item.id)) {
			place.remove();
		} else if (!hasButton && isDeletable(item.id)) {
			const buttons = document.createElement('div');
			buttons.className = 'own';
			buttons.append(deleteButton(item, buttons));
			// The form of a page without script, if there is one, has served.
			place?.remove();
			item.append(buttons);
		}
	}
}

// --- the page that says there is no network ---

// A first visit is light. Who writes or comes back also gets the worker.
function keepOfflinePage() {
	navigator.serviceWorker?.register('/worker.js').catch(() => {});
}

// --- start ---

function startWriting() {
	showOwnMessages();
	const form = byId('message')?.form;
	if (form) {
		form.addEventListener('input', keepOfflinePage, { once: true });
		try {
			keepDraft(form);
		} catch {
			// A browser that allows no storage has no drafts.
		}
		if (byId('room')) {
			openToWrite(form);
		}
		// While a fleet changes over, the page or the other script may come from a version that cannot do this.
		if (form.dataset.pending && window.prepare) {
			sendInPlace(form);
		}
	}
}

if (byId('messages')) {
	startWriting();
	if (visitorNumber()) {
		keepOfflinePage();
	}
	document.addEventListener('refreshed', showOwnMessages);
}
