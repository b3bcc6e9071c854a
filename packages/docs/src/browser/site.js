// What every page of the site does. The link to the other language leads to the place where the reader is.
for (const link of document.querySelectorAll('a.site-language')) {
  link.addEventListener('click', () => {
    link.hash = location.hash;
  });
}

// The reference keeps the operation in the address's hash: skipping must not change it.
document.querySelector('.site-skip').addEventListener('click', (event) => {
  const content = document.querySelector('main');
  if (!content) return;
  event.preventDefault();
  content.tabIndex = -1;
  content.focus();
});

const menu = document.querySelector('.site-menu');
addEventListener('click', ({ target }) => {
  if (!menu.contains(target)) menu.open = false;
});
menu.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
menu.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
});
