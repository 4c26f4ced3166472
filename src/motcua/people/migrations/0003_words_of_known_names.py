"""Let a search find the people and organisations that were there before."""

from django.db import migrations

from motcua.foundation.toolkit.models import new_id

BATCH = 2000


def keep_words(apps, schema_editor):
    """Write the words of every name once."""
    NameWord = apps.get_model("people", "NameWord")
    for model in ("Citizen", "Organisation"):
        names = apps.get_model("people", model).objects.order_by()
        names = names.values_list("centre_id", "folded_name").distinct()
        batch = []
        for centre_id, name in names.iterator(BATCH):
            batch += [
                NameWord(id=new_id(), centre_id=centre_id, word=word, name=name)
                for word in sorted(set(name.split()))
            ]
            if len(batch) >= BATCH:
                NameWord.objects.bulk_create(batch, ignore_conflicts=True)
                batch = []
        NameWord.objects.bulk_create(batch, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_name_words")]

    operations = [migrations.RunPython(keep_words, migrations.RunPython.noop)]
