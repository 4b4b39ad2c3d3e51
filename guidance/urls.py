"""The addresses of the guidance app."""

from django.urls import URLPattern, path

from guidance.views import calculator, hub, letters, provision

urlpatterns: list[URLPattern] = [
    path("", hub.hub, name="guidance"),
    path("search/", hub.search_page, name="guidance_search"),
    path("topics/<slug:slug>/", hub.topic, name="guidance_topic"),
    path("provisions/", provision.provision_list, name="provisions"),
    path("provisions/<slug:slug>/", provision.provision, name="provision"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<slug:letter>/", letters.letter_preview, name="letter_preview"),
    path("matrix/", provision.matrix_page, name="policy_matrix"),
    path("calculators/", calculator.calculator_list, name="calculators"),
    *(
        path(
            f"calculators/{found.name}/",
            calculator.calculator,
            {"name": found.name},
            name=f"calculator_{found.name.replace('-', '_')}",
        )
        for found in calculator.CALCULATORS
    ),
]
