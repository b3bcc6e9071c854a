// What every page of the site does. The link to the other language leads to the place where the reader is.
for (const link of document.querySelectorAll('a.site-language')) {
  link.addEventListener('click', () => {
    link.hash = location.hash;
  });
}
