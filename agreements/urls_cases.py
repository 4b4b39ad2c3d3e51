"""Addresses of cases: start page, inbox, case, decision, cancellation, the coordinator's list, documents."""

from django.urls import URLPattern, path

from agreements.views import (
    answer_step,
    bureau,
    cancel,
    cases,
    decide,
    documents,
    home,
    inbox,
    letter_link,
    review,
    review_sign,
    undelivered,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("inbox/", inbox.show, name="inbox"),
    path("bureau/", bureau.bureau, name="bureau"),
    path("bureau/letters/<int:pk>/", undelivered.letter_send_again, name="letter_send_again"),
    path("agreements/<str:number>/", cases.agreement, name="agreement"),
    path("agreements/<str:number>/decide/<int:step>/", decide.decide, name="decide"),
    path("agreements/<str:number>/answer/<int:step>/", answer_step.answer_step, name="answer_step"),
    path("agreements/<str:number>/decided/<int:step>/", decide.decided, name="decided"),
    path("agreements/<str:number>/cancel/", cancel.cancel, name="cancel"),
    path("agreements/<str:number>/cancelled/", cancel.cancelled, name="cancelled"),
    path("agreements/<str:number>/notice/withdraw/", cancel.notice_withdraw, name="notice_withdraw"),
    path("agreements/<str:number>/review/<int:pk>/", review.review, name="review"),
    path("agreements/<str:number>/review/<int:pk>/sign/", review_sign.review_sign, name="review_sign"),
    path("reviews/", review.reviews, name="reviews"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/pdf/", documents.document_pdf, name="document_pdf"),
    path("go/<str:token>/", letter_link.letter_link, name="letter_link"),
]
