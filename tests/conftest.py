"""What every test shares: a home of its own, compiled translations."""

import os
import tempfile

os.environ["VITALFEW_HOME"] = tempfile.mkdtemp(prefix="vitalfew-test-")
