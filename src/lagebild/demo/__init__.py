"""The articles that come with the package: fiction about real states, all persons invented."""
