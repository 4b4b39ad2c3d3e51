"""Addresses of who decides: several at once, in somebody's place, and passing steps on."""

from django.urls import URLPattern, path

from agreements.views import bulk, delegations, passing_on

urlpatterns: list[URLPattern] = [
    path("inbox/approve/", bulk.approve_several, name="approve_several"),
    path("inbox/approved/", bulk.approved_several, name="approved_several"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/new/", delegations.delegate, name="delegate"),
    path("delegations/<int:pk>/end/", delegations.delegation_withdraw, name="delegation_withdraw"),
    path("agreements/<str:number>/steps/<int:step>/reassign/", passing_on.reassign, name="reassign"),
    path("bureau/deciders/", passing_on.deciders, name="deciders"),
    path("bureau/deciders/<str:number>/", passing_on.hand_over, name="hand_over"),
]
