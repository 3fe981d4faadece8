"""A second processor takes part in a build, where there is one; the site is the same without."""
