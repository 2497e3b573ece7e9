"""Parts of the pages of one case: editors of a step's form, sections of the case, the page of a decision."""
