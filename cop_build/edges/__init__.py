"""What fetches and stores: git, files, processes. Edges decide nothing and do not know each other."""
