'use strict';

// Lets a browser delete what it posted, for a while. Its cookie says what that is. The page's other script does without
// this one, which an instance of an earlier version does not have.

const DELETABLE = 15 * 60 * 1_000;

// The server decides; this is only for showing no button that would be refused.
function isDeletable(id) {
	const own = document.cookie.match(/(?:^|; )mine=([^;]*)/)?.[1] ?? '';
	const postedAt = parseInt(id.replaceAll('-', '').slice(0, 12), 16);
	return Date.now() < postedAt + DELETABLE && own.split(':').some((pair) => pair.startsWith(`${id}.`));
}

function say(words) {
	byId('news').textContent = words;
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

if (byId('messages')) {
	showOwnMessages();
	document.addEventListener('refreshed', showOwnMessages);
}
