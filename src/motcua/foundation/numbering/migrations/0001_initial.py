import motcua.foundation.toolkit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('name', models.CharField(max_length=40)),
                ('period', models.CharField(max_length=20)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre_id', 'name', 'period'), name='one_row_per_series')],
            },
        ),
    ]
