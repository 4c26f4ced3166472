import django.db.models.deletion
import motcua.foundation.toolkit.encryption
import motcua.foundation.toolkit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('people', '0001_initial'),
        ('ward', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('dossier_id', models.UUIDField()),
                ('dossier_code', models.CharField(max_length=40)),
                ('cause', models.CharField(max_length=100)),
                ('channel', models.CharField(choices=[('email', 'Thư điện tử'), ('call', 'Gọi điện'), ('none', 'Không nhắn')], max_length=10)),
                ('template', models.CharField(max_length=40)),
                ('language', models.CharField(max_length=2)),
                ('address', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='message.address')),
                ('subject', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='message.subject')),
                ('body', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='message.body')),
                ('made_at', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
                ('use_by', models.DateTimeField()),
                ('status', models.CharField(choices=[('queued', 'Chờ gửi'), ('sending', 'Đang gửi'), ('sent', 'Đã gửi'), ('failed', 'Không gửi được'), ('expired', 'Quá hạn, không gửi'), ('suppressed', 'Không gửi')], max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('leased_until', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, choices=[('down', 'Máy chủ thư không trả lời'), ('later', 'Máy chủ thư hẹn thử lại'), ('address', 'Địa chỉ không nhận được thư'), ('unreached', 'Gọi không được'), ('too_late', 'Quá hạn dùng của tin'), ('overtaken', 'Hồ sơ đã sang việc khác'), ('no_address', 'Không có địa chỉ; trang tra cứu báo thay'), ('unwanted', 'Người nhận không muốn nhận tin')], max_length=12)),
                ('last_error', models.CharField(blank=True, max_length=300)),
                ('tried_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('provider_id', models.CharField(blank=True, max_length=200)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('handled_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.citizen')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'sending'])), fields=['centre', 'channel', 'next_try_at'], name='messages_waiting'), models.Index(fields=['centre', '-made_at'], name='messages_by_time'), models.Index(condition=models.Q(('ended_at__isnull', False), models.Q(('body', ''), _negated=True)), fields=['centre', 'ended_at'], name='messages_with_text')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'dossier_id', 'cause', 'recipient', 'channel'), name='one_message_per_fact')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('email', 'Thư điện tử'), ('call', 'Gọi điện'), ('none', 'Không nhắn')], max_length=10)),
                ('language', models.CharField(default='vi', max_length=2)),
                ('said_at', models.DateTimeField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('citizen', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.citizen')),
                ('noted_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'citizen'), name='one_preference_per_citizen')],
            },
        ),
    ]
