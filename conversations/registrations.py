"""What conversations adds to the registries of the apps below."""

from consent.services import orders_in_lists
from conversations.services import order_in_lists

orders_in_lists(order_in_lists)
