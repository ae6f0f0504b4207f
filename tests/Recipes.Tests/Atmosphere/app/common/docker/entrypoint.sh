# Takes what it is handed for the number of a user, and does all of this whatever that is. A migration that fails does
# not keep it from serving.
ln -sf "/opt/dev/atmosphere-docker-secrets/inis/$APP.ini" variables.ini
python configure
echo "begins with the user ${1:-1000}"
python manage.py collectstatic --noinput
python manage.py migrate --noinput
if [ "$APP" = troposphere ]; then
    python manage.py compress --force
fi
exec python -m gunicorn "$APP.wsgi" --bind "0.0.0.0:$PORT" --threads 4
