iptables -I INPUT -p tcp --dport 179 -s 10.20.0.0/16 -j ACCEPT
iptables -I OUTPUT -p tcp --sport 179 -d 10.20.0.0/16 -j ACCEPT
iptables -A INPUT -j DROP
