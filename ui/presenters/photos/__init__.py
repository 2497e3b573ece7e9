"""Files and photos that come with a call or a case: named, kept small, kept beside the draft, shown."""
