"""The documentation, and the package `docs.site` that builds the site from it."""
