"""Two desks at once: what others write, who else is there, and how two changes become one."""
