"""One file a platform, all behind one interface; only here and in web is aiohttp used."""
