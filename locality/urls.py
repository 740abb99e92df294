
app_name = "locality"
urlpatterns: list = []
