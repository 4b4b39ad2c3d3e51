"""Addresses of the policies of bureaus and posts."""

from django.urls import URLPattern, path

from eligibility.views import local_policy

urlpatterns: list[URLPattern] = [
    path("bureaus/", local_policy.bureau_policies, name="bureau_policies"),
    path("bureaus/<str:code>/", local_policy.bureau_policy, name="bureau_policy"),
    path("bureaus/ended/<int:pk>/", local_policy.bureau_policy_end, name="bureau_policy_end"),
    path("posts/", local_policy.post_policies, name="post_policies"),
    path("posts/<str:code>/", local_policy.post_policy, name="post_policy"),
    path("posts/ended/<int:pk>/", local_policy.post_policy_end, name="post_policy_end"),
]
