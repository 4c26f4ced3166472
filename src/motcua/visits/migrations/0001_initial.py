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
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('public_code', models.CharField(max_length=26)),
                ('place', models.CharField(choices=[('counter', 'Tại quầy'), ('home', 'Tại nhà'), ('phone', 'Qua điện thoại'), ('kiosk', 'Tại ki-ốt'), ('online', 'Trực tuyến')], max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('began_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('dossier', 'Có hồ sơ'), ('result', 'Nhận kết quả'), ('guidance', 'Được hướng dẫn'), ('served', 'Xong việc, không lập hồ sơ'), ('confirmed', 'Được cấp giấy xác nhận'), ('refused', 'Được giải thích vì sao không cấp'), ('supplement', 'Bổ sung hồ sơ'), ('enquiry', 'Hỏi về hồ sơ'), ('left', 'Bỏ về')], max_length=10)),
                ('service', models.CharField(blank=True, max_length=40)),
                ('note', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='visit.note', default='')),
                ('again_cause', models.CharField(blank=True, choices=[('planned', 'Nhận kết quả như đã hẹn'), ('paper_missing', 'Thiếu giấy tờ'), ('signer_absent', 'Người ký vắng'), ('system_down', 'Hệ thống trục trặc'), ('not_ready', 'Đến hẹn chưa có kết quả'), ('our_fault', 'Lỗi của Trung tâm'), ('own_wish', 'Người dân tự muốn đến')], max_length=20)),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=300)),
                ('again_of', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='visits.visit')),
                ('again_owner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.department')),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('citizen', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.citizen')),
                ('counter', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.counter')),
                ('served_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'opened_at'], name='visits_by_time'), models.Index(fields=['centre', 'citizen'], name='visits_of_citizen'), models.Index(condition=models.Q(('again_of__isnull', False)), fields=['centre', 'again_of'], name='visits_made_again')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'public_code'), name='one_visit_per_public_code'), models.UniqueConstraint(condition=models.Q(('closed_at', None), ('served_by__isnull', False)), fields=('centre', 'served_by'), name='one_open_visit_per_officer'), models.CheckConstraint(condition=models.Q(('closed_at', None), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='a_visit_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('again_cause', ''), ('again_of__isnull', False), _connector='OR'), name='only_a_second_visit_has_a_cause')],
            },
        ),
        migrations.CreateModel(
            name='WalkInService',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('is_offered', models.BooleanField(default=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'code'), name='one_walk_in_service_per_code')],
            },
        ),
    ]
