package sim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"time"
)

// Certificate is a kind of certificate that no client should accept. All are signed by their own key.
type Certificate string

// Kinds of certificates.
const (
	// SelfSigned names the host and is in force, but nobody vouches for it.
	SelfSigned Certificate = "self-signed"
	// Expired was in force until an hour ago.
	Expired Certificate = "expired"
	// OtherHost is for another host.
	OtherHost Certificate = "other-host"
)

// make makes a certificate for the host that a client asks for.
func (c Certificate) make(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	card := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		DNSNames:     []string{hello.ServerName},
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
		NotBefore:    now.Add(-24 * time.Hour),
		NotAfter:     now.Add(24 * time.Hour),
	}
	switch {
	case c == Expired:
		card.NotAfter = now.Add(-time.Hour)
	case c == OtherHost:
		card.DNSNames, card.IPAddresses = []string{"elsewhere.invalid"}, nil
	case hello.ServerName == "":
		card.DNSNames = nil
	}
	der, err := x509.CreateCertificate(rand.Reader, card, card, key.Public(), key)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}
