"""Fields, buttons, lists and marks that know the look and nothing of the business."""
