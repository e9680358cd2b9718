"""The parts of the dossier's pages: fields in words, facts beside them, what was before."""
