// Sphinx's search shows a part of each page that it finds. A page from a file cannot read another, so it shows none.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
