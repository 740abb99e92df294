"""What conversations adds to the registries of the apps below."""
