"""A record as it is now, for a service that was given it as it was when the page was asked for."""


def latest(record, *fields):
    """Hold a record's row until the transaction ends, and read these columns of it anew, as another may have changed
    them since it was loaded. Returns the record. For services, of what whoever is at work may change."""
    rows = type(record)._base_manager.select_for_update(no_key=True)
    record.refresh_from_db(fields=fields, from_queryset=rows)
    return record
