"""`python -m studio` is `hawker`."""

from studio.cli import main

raise SystemExit(main())
